import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aFolder } from '../../db/testing/books.ts';
import { createMemorySecrets } from '../secrets/memory-secrets.ts';
import { createLog } from './log.ts';
import { createLogFile, logFileOf } from './log-file.ts';
import { redact } from './redact.ts';

describe('what the log shows', () => {
  it.each([
    ['GET /x?app_key=1abc&sign=deadbeef&shop_cipher=ROW_q', /1abc|deadbeef|ROW_q/],
    ['{"access_token":"TTP_secret","expire":3}', /TTP_secret/],
    ['{"recipient_name":"Wren \\"W\\" Ashdown","full_address":"4 Mill Lane"}', /Wren|Ashdown|Mill/],
    ['Authorization: Bearer abc.def-123', /abc\.def/],
    ['back at /oauth/callback?code=ROW_9&locale=en', /ROW_9/],
    ['mail of wren@example.com', /wren@/],
    ['token eyJhbGciOiJIUzI1NiJ9.e30.x', /eyJhb/],
    ['{"appSecret": "half a text', /half/],
  ])('%s', (text, secret) => {
    const shown = redact(text, []);
    expect(shown).not.toMatch(secret);
    expect(shown).toContain('[hidden]');
  });

  it('is the place of a failure', () => {
    const stack = 'Error: no such table: orders\n    at open (/opt/tieout/db/open.ts:42:7)';
    expect(redact(stack, [])).toBe(stack);
  });

  it('is never a value that passed through the store of secrets, however it is worded', async () => {
    const folder = aFolder();
    const told: string[] = [];
    const log = createLog({
      booksFile: join(folder, 'b.tieout'),
      now: () => 0,
      tell: (line) => told.push(line),
    });
    const secrets = log.watch(createMemorySecrets());
    await secrets.save('stokly/1', 'kookaburra-7781');
    await secrets.save('shop/1', JSON.stringify({ accessToken: 'wallaby-99313', n: 1 }));
    log.error('It said: kookaburra-7781 is not wallaby-99313');
    log.info('again kookaburra-7781');
    const text = readFileSync(logFileOf(join(folder, 'b.tieout')), 'utf8');
    for (const shown of [text, ...told]) expect(shown).not.toMatch(/kookaburra|wallaby/);
    expect(told).toEqual(['It said: [hidden] is not [hidden]']);
  });

  it('is made in time in proportion to the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (piece) => {
        const startedAt = performance.now();
        redact(
          `"name": "${piece.repeat(30)}`,
          [piece.slice(0, 9)].filter((one) => one.length > 8),
        );
        // Milliseconds for nine thousand characters; an expression that backtracks takes seconds.
        expect(performance.now() - startedAt).toBeLessThan(1000);
      }),
      { numRuns: 100 },
    );
    const startedAt = performance.now();
    for (const text of [
      '"name"'.repeat(5000),
      'a.'.repeat(20_000),
      '\\'.repeat(50_000),
      `x${'-'.repeat(50_000)}=`,
    ])
      redact(text, []);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

describe('the log file', () => {
  it('rotates by size, keeps so many files, and is for this user only', () => {
    const file = join(aFolder(), 'logs', 'tieout.log');
    const write = createLogFile(file, { maxBytes: 2000, files: 3 });
    for (let number = 1; number <= 100; number += 1)
      write({ at: number, level: 'info', text: `line ${number} ${'x'.repeat(100)}` });
    const names = readdirSync(dirname(file)).sort();
    expect(names).toEqual(['tieout.1.log', 'tieout.2.log', 'tieout.log']);
    for (const name of names) {
      const { size, mode } = statSync(join(dirname(file), name));
      expect([size <= 2000, mode & 0o077]).toEqual([true, 0]);
    }
    const newest = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    expect(JSON.parse(newest)).toMatchObject({ level: 'info', at: '1970-01-01T00:00:00.100Z' });
  });

  it('has one line an entry, and none is endless', () => {
    const file = join(aFolder(), 'tieout.log');
    createLogFile(file)({ at: 0, level: 'error', text: `a\nb\u2028${'x'.repeat(1_000_000)}` });
    const text = readFileSync(file, 'utf8');
    expect([text.split('\n').length, text.length < 10_000]).toEqual([2, true]);
  });

  it('that cannot be written stops nobody', () => {
    const folder = aFolder();
    mkdirSync(join(folder, 'tieout.log'));
    expect(() =>
      createLogFile(join(folder, 'tieout.log'))({ at: 0, level: 'info', text: 'x' }),
    ).not.toThrow();
    chmodSync(folder, 0o700);
  });
});
