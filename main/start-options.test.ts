import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { defaultBooksFile } from './books-file.ts';
import { parseStartOptions } from './start-options.ts';

it('has defaults for everything', () => {
  expect(parseStartOptions([], {})).toEqual({
    ok: true,
    value: {
      help: false,
      web: false,
      port: 0,
      booksFile: defaultBooksFile({ platform: process.platform, env: {}, home: homedir() }),
      open: true,
      secretsWithoutKeychain: false,
    },
  });
});

it('reads what is given', () => {
  const args = ['--web', '--port', '8137', '--books=mine.tieout', '--no-open'];
  expect(parseStartOptions(args, {})).toMatchObject({
    ok: true,
    value: { web: true, port: 8137, booksFile: resolve('mine.tieout'), open: false },
  });
  expect(parseStartOptions(['--books', ':memory:'], { CI: 'true' })).toMatchObject({
    ok: true,
    value: { booksFile: ':memory:', open: false },
  });
});

it.each([
  ['--port', '70000'],
  ['--port', '-1'],
  ['--port=x'],
  ['--bucks', 'x'],
  ['file.tieout'],
  ['--web=yes'],
])('says what is wrong with %s %s', (...args) => {
  const parsed = parseStartOptions(
    args.filter((arg) => arg !== undefined),
    {},
  );
  expect(parsed.ok).toBe(false);
  expect(!parsed.ok && parsed.error).toMatch(/port|bucks|file\.tieout|web/);
});
