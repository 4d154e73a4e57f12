import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { openOrFail } from '../../db/testing/books.ts';
import { unpackMonth } from '../../db/testing/fixtures.ts';

async function run(program: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', program), ...args], {
    env: { ...process.env, CI: 'true' },
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, said };
}

const tieout = (...args: readonly string[]) => run('cli/tieout.ts', ...args);

/** A page in the middle of the file is overwritten; the header stays good. */
function damage(file: string): Buffer {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096 * 30, 4096 * 32);
  writeFileSync(file, bytes);
  return bytes;
}

it('copies, verifies and restores, each with one JSON document and an exit code', async () => {
  const file = unpackMonth();
  const books = ['--books', file, '--json'];
  const verified = await tieout('verify', ...books);
  expect([verified.code, JSON.parse(verified.out)]).toEqual([
    0,
    expect.objectContaining({
      chain: 'ok',
      failed: 0,
      payouts: expect.any(Number),
      rows: expect.any(Number),
    }),
  ]);
  const copied = await tieout('backup', ...books);
  const copy = JSON.parse(copied.out);
  expect([copied.code, statSync(copy.file).mode & 0o777]).toEqual([0, 0o600]);
  expect(JSON.parse((await tieout('backup', '--list', ...books)).out).copies).toEqual([copy]);
  expect((await tieout('verify', copy.file)).code).toBe(0);

  damage(file);
  const broken = await tieout('verify', ...books);
  expect(broken.code).toBe(1);
  expect(JSON.parse(broken.out).failed).toBeGreaterThan(0);
  const restored = await tieout('restore', ...books);
  expect([restored.code, JSON.parse(restored.out)]).toEqual([
    0,
    expect.objectContaining({
      restored: copy.file,
      chain: 'ok',
      keptAs: expect.stringContaining('.replaced-'),
    }),
  ]);
  const again = JSON.parse((await tieout('verify', ...books)).out);
  expect(again).toMatchObject({ chain: 'ok', failed: 0 });
  // The history says that a copy was put in place.
  expect(again.lines).toBe(JSON.parse(verified.out).lines + 1);
}, 60_000);

it('copies and verifies while another program has the books open, and does not replace them', async () => {
  const file = unpackMonth();
  openOrFail(file);
  expect((await tieout('backup', '--books', file)).code).toBe(0);
  expect((await tieout('verify', '--books', file)).code).toBe(0);
  const refused = await tieout('restore', '--books', file, '--json');
  expect([refused.code, JSON.parse(refused.out).error.reason]).toEqual([1, 'in-use']);
}, 60_000);

it.each([['verify'], ['backup'], ['restore']])(
  '%s says that there are no books, and makes none',
  async (command) => {
    const file = join(dirname(unpackMonth()), 'elsewhere', 'books.tieout');
    const ran = await tieout(command, '--books', file, '--json');
    expect([ran.code, ran.said]).toEqual([1, '']);
    expect(JSON.parse(ran.out).error.message).toMatch(/^There (are no books|is no copy)/);
    expect(existsSync(dirname(file))).toBe(false);
  },
);

it('forgets buyers before a date, and the books still verify', async () => {
  const file = unpackMonth();
  const ran = await tieout('forget-buyers', '--before', '2026-11-01', '--books', file, '--json');
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject({ waiting: 0, orders: expect.any(Number) });
  expect(JSON.parse(ran.out).orders).toBeGreaterThan(100);
  expect(JSON.parse((await tieout('verify', '--books', file, '--json')).out).failed).toBe(0);
  expect((await tieout('forget-buyers', '--before', 'yesterday', '--books', file)).code).toBe(2);
}, 60_000);

it('damaged books are met with the newest copy and the exact command, and are not touched', async () => {
  const file = unpackMonth();
  expect((await tieout('backup', '--books', file)).code).toBe(0);
  const bytes = damage(file);
  const shown = [
    await tieout('status', '--books', file),
    await run('start.ts', '--web', '--no-open', '--books', file),
  ];
  for (const { code, out, said } of shown) {
    expect(code).toBe(1);
    expect(out + said).toContain('The newest copy is of');
    expect(out + said).toContain(`npm run tieout -- restore --books ${file}`);
  }
  expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(readdirSync(dirname(file)).filter((name) => name.includes('replaced'))).toEqual([]);
}, 60_000);
