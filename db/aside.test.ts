import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { doAside } from './aside.ts';
import { doTask } from './aside-tasks.ts';
import { findDamageAside } from './probe.ts';
import { aFolder, linkAll, openOrFail } from './testing/books.ts';
import { at } from './testing/builders.ts';

vi.mock('./aside-tasks.ts', { spy: true });
afterEach(() => void vi.clearAllMocks());

async function someBooks(): Promise<string> {
  const file = join(aFolder(), 'books.tieout');
  const books = openOrFail(file);
  await linkAll(books);
  await books.close();
  return file;
}

const everySize = [
  ['in a thread', 0],
  ['at once', Number.MAX_SAFE_INTEGER],
] as const;

test.each(everySize)('pages are checked %s, and damage is told as damage', async (_how, fromBytes) => {
  const file = await someBooks();
  expect(await findDamageAside(file, fromBytes)).toBeNull();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096 * 3, 4096 * 5);
  writeFileSync(file, bytes);
  expect(await findDamageAside(file, fromBytes)).toMatchObject({ code: 'damaged' });
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test.each(everySize)('a copy is written %s, and a failure keeps its code', async (_how, fromBytes) => {
  const file = await someBooks();
  const path = await doAside({ task: 'copy', file, at }, fromBytes);
  expect(await findDamageAside(path, fromBytes)).toBeNull();
  // The same instant again: the name is taken by the whole copy, which stays.
  const whole = readFileSync(path);
  await doAside({ task: 'copy', file, at }, fromBytes).catch(() => undefined);
  expect(readFileSync(path).length).toBe(whole.length);
  await expect(doAside({ task: 'check', file: `${file}.none` }, fromBytes)).rejects.toMatchObject({
    code: 'SQLITE_CANTOPEN',
  });
});

test('what a thread has done is not done once more when it ends', async () => {
  const file = await someBooks();
  const listening = vi.spyOn(Worker.prototype, 'once');
  await doAside({ task: 'copy', file, at }, 0);
  const worker = listening.mock.contexts[0];
  if (!(worker instanceof Worker)) throw new Error('No thread was started.');
  // Its number is -1 once it has ended.
  if (worker.threadId !== -1) await once(worker, 'exit');
  expect(vi.mocked(doTask)).not.toHaveBeenCalled();
});
