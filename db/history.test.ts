import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { createHistory } from './history.ts';
import { aConnection } from './testing/books.ts';

/** Books whose history may be tampered with: the triggers that forbid it are taken away. */
async function aTale(
  lines: number,
): Promise<{ connection: Connection; history: ReturnType<typeof createHistory> }> {
  const connection = aConnection();
  const history = createHistory(connection);
  for (let number = 1; number <= lines; number += 1) {
    await history.append(
      number % 2 === 1 ? 'shop:1' : 'shop:2',
      'told',
      { number, text: '“Möss”\n£5' },
      number,
    );
  }
  return { connection, history };
}

function tamper(connection: Connection, change: string): void {
  const { raw } = connection;
  raw.exec(
    'DROP TRIGGER history_is_not_changed; DROP TRIGGER history_is_not_removed; DROP TRIGGER history_goes_on',
  );
  raw.exec(change);
}

test('lines come back newest first, of one subject or of all', async () => {
  const { history } = await aTale(5);
  expect((await history.list(null, 3)).map((line) => line.seq)).toEqual([5, 4, 3]);
  const ofTwo = await history.list('shop:2', 10);
  expect(ofTwo.map((line) => line.seq)).toEqual([4, 2]);
  expect(ofTwo[0]).toMatchObject({
    at: 4,
    subject: 'shop:2',
    event: 'told',
    details: { number: 4, text: '“Möss”\n£5' },
  });
});

test('the chain can be verified with SQL and SHA-256 alone, as the README says', async () => {
  const { connection, history } = await aTale(4);
  const texts = connection.raw
    .prepare(
      `SELECT hash, prev_hash||char(10)||seq||char(10)||at||char(10)||subject||char(10)||event||char(10)||details AS text,
         lag(hash, 1, printf('%064d', 0)) OVER (ORDER BY seq) AS before, prev_hash
       FROM history ORDER BY seq`,
    )
    .all();
  expect(texts).toHaveLength(4);
  for (const row of texts) {
    // The four columns selected above.
    const { hash, text, before, prev_hash } = row as Record<string, string>;
    expect(
      createHash('sha256')
        .update(text ?? '', 'utf8')
        .digest('hex'),
    ).toBe(hash);
    expect(prev_hash).toBe(before);
  }
  expect(await history.verify()).toEqual({ lines: 4, brokenAt: null });
});

test.each([
  ['details', `UPDATE history SET details = '{"number":3}' WHERE seq = 3`, 3],
  ['time', 'UPDATE history SET at = at + 1 WHERE seq = 2', 2],
  ['a line taken out', 'DELETE FROM history WHERE seq = 3', 4],
  ['the first line taken out', 'DELETE FROM history WHERE seq = 1', 2],
  ['hash', `UPDATE history SET hash = printf('%064d', 5) WHERE seq = 5`, 5],
])('a chain with changed %s is found out', async (_, change, brokenAt) => {
  const { connection, history } = await aTale(6);
  const before = await history.list(null, 9);
  tamper(connection, change);
  // The change did change something, or the test would prove nothing.
  expect(await history.list(null, 9)).not.toEqual(before);
  expect(await history.verify()).toMatchObject({ brokenAt });
});

test('the database lets no line be changed, removed, replaced or put in between', async () => {
  const { connection } = await aTale(2);
  const row = `'x', 'y', '{}', printf('%064d', 0), printf('%064d', 7)`;
  for (const change of [
    `UPDATE history SET event = 'other'`,
    'DELETE FROM history WHERE seq = 2',
    `INSERT OR REPLACE INTO history VALUES (2, 1, ${row})`,
    `INSERT INTO history VALUES (9, 1, ${row})`,
    `INSERT INTO history VALUES (3, 1, ${row})`,
  ]) {
    expect(() => connection.raw.exec(change), change).toThrow(/history line/);
  }
});

test('a line break in an id cannot forge a line', async () => {
  const { history } = await aTale(0);
  await history.append('shop:1\n2\nforged', 'told\r\ntwice', { text: 'a\nb' }, 1);
  expect(await history.list('shop:1\n2\nforged', 1)).toMatchObject([
    { subject: 'shop:1 2 forged', event: 'told twice', details: { text: 'a\nb' } },
  ]);
  expect(await history.verify()).toEqual({ lines: 1, brokenAt: null });
});

test('an empty history is whole', async () => {
  const { history } = await aTale(0);
  expect(await history.verify()).toEqual({ lines: 0, brokenAt: null });
});
