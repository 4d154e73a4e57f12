import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startBackend } from '../backend/index.ts';
import { createMemorySecrets } from '../secrets/memory-secrets.ts';
import { startLife } from './backend-life.ts';
import { connectProcess } from './testing/connected-process.ts';

it('carries calls, events, secrets and the end', async () => {
  const secrets = createMemorySecrets();
  const kept: string[] = [];
  const heard: string[] = [];
  const life = startLife({
    process: connectProcess(startBackend),
    start: { booksFile: ':memory:', secretsStore: 'GNOME Keyring' },
    answer: async (ask) => {
      if (ask.what === 'secrets.load') return secrets.load(ask.name);
      if (ask.what === 'secrets.save') {
        kept.push(ask.name);
        await secrets.save(ask.name, ask.value);
      }
      return null;
    },
    heard: ({ event }) => heard.push(event),
    log: () => undefined,
    echo: (line) => {
      throw new Error(line);
    },
    now: Date.now,
  });
  expect(await life.call('app.state', {})).toMatchObject({
    ok: true,
    value: { host: 'electron', secretsStore: 'GNOME Keyring' },
  });
  const opened = await life.call('sample.open', {});
  expect(opened).toMatchObject({ ok: true });
  expect(kept.length).toBeGreaterThan(0);
  expect(heard).toContain('books.changed');
  await life.close();
  expect(await life.call('app.state', {})).toMatchObject({ ok: false, error: { code: 'BACKEND_FAILED' } });
});

it('offers the newest copy of damaged books, and starts again from it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-last-good-'));
  const booksFile = join(folder, 'books.tieout');
  const begin = (restore?: string) =>
    startLife({
      process: connectProcess(startBackend),
      start: { booksFile, secretsStore: 'none', ...(restore === undefined ? {} : { restore }) },
      answer: async () => null,
      heard: () => undefined,
      log: () => undefined,
      echo: () => undefined,
      now: Date.now,
    });
  const whole = begin();
  await whole.call('preferences.save', { name: 'theme', value: 'dark' });
  await whole.call('books.backUp', {});
  await whole.close();
  writeFileSync(booksFile, 'no books');

  const damaged = begin();
  expect(await damaged.ready).toBe(false);
  const name = damaged.refusal()?.lastGood?.name ?? '';
  expect(name).toMatch(/^books\.tieout\..+\.backup$/);
  const wrong = begin('../elsewhere');
  expect(await wrong.ready).toBe(false);
  expect(wrong.refusal()?.message).toContain('no longer there');

  const again = begin(name);
  expect(await again.call('preferences.load', {})).toMatchObject({ value: { values: { theme: 'dark' } } });
  await again.close();
  rmSync(folder, { recursive: true });
});

it('says why books do not open', async () => {
  const life = startLife({
    process: connectProcess(startBackend),
    start: { booksFile: join(import.meta.filename, 'books.tieout'), secretsStore: '' },
    answer: async () => null,
    heard: () => undefined,
    log: () => undefined,
    echo: () => undefined,
    now: Date.now,
  });
  expect(await life.ready).toBe(false);
  expect((await life.ended).isRefusal).toBe(true);
  const reply = await life.call('app.state', {});
  expect(reply).toMatchObject({ ok: false, error: { retryable: false } });
  expect(reply.ok ? '' : reply.error.message.length).toBeGreaterThan(20);
});
