import { expect, test } from 'vitest';
import { aConnection } from '../testing/books.ts';
import { createGroupCommit } from './group-commit.ts';

function aTable() {
  const connection = aConnection();
  connection.raw.exec('CREATE TABLE moves (name TEXT PRIMARY KEY) STRICT');
  const add = (name: string) => connection.raw.prepare('INSERT INTO moves VALUES (?)').run(name).changes;
  const names = () => connection.raw.prepare('SELECT name FROM moves ORDER BY name').pluck().all();
  return { connection, add, names, together: createGroupCommit(connection) };
}

test('what becomes due in one turn is committed together, and each learns what came of its own', async () => {
  const { connection, add, names } = aTable();
  let commits = 0;
  const together = createGroupCommit({
    ...connection,
    transaction: (work) => {
      // Those inside are savepoints.
      if (!connection.raw.inTransaction) commits += 1;
      return connection.transaction(work);
    },
  });
  const moves = ['a', 'b', 'c'].map((name) => together(() => `${name} ${add(name)}`));
  expect(names()).toEqual([]);
  expect(await Promise.all(moves)).toEqual(['a 1', 'b 1', 'c 1']);
  expect(names()).toEqual(['a', 'b', 'c']);
  expect(commits).toBe(1);
});

test('nobody is told before it is committed', async () => {
  const { connection, add, together } = aTable();
  let told = false;
  const move = together(() => add('a')).then(() => {
    told = true;
    expect(connection.raw.inTransaction).toBe(false);
  });
  expect(told).toBe(false);
  await move;
  expect(told).toBe(true);
});

test('work that fails takes back its own writes and no others', async () => {
  const { add, names, together } = aTable();
  const [first, failing, last] = await Promise.allSettled([
    together(() => add('a')),
    together(() => {
      add('b');
      throw new Error('refused');
    }),
    together(() => add('c')),
  ]);
  expect(first).toMatchObject({ status: 'fulfilled', value: 1 });
  expect(failing).toMatchObject({ status: 'rejected', reason: new Error('refused') });
  expect(last).toMatchObject({ status: 'fulfilled', value: 1 });
  expect(names()).toEqual(['a', 'c']);
});

test('work that is alone and fails takes back its own writes', async () => {
  const { connection, add, names, together } = aTable();
  const failing = together(() => {
    add('a');
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  expect(connection.raw.inTransaction).toBe(false);
  expect(names()).toEqual([]);
  expect(await together(() => add('b'))).toBe(1);
});

test('a commit that fails is told to all of them', async () => {
  const { connection, add, names, together } = aTable();
  connection.raw.exec('CREATE TABLE parts (name TEXT REFERENCES moves (name) DEFERRABLE INITIALLY DEFERRED)');
  const ends = await Promise.allSettled([
    together(() => add('a')),
    together(() => connection.raw.prepare("INSERT INTO parts VALUES ('nobody')").run()),
  ]);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(names()).toEqual([]);
  await expect(together(() => add('d'))).resolves.toBe(1);
});
