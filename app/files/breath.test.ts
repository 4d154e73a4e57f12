import { expect, test } from 'vitest';
import { collectTables } from './testing/collect-tables.ts';

test('who asks for something while a long file is read has a turn before its end', async () => {
  const line = `${Array.from({ length: 60 }, (_, column) => `"cell ${column}"`).join(',')}\n`;
  const bytes = Buffer.from(line.repeat(8_000));
  let isRead = false;
  let turns = 0;
  const count = () => {
    if (isRead) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  const read = await collectTables(bytes);
  isRead = true;
  expect(read.result.ok).toBe(true);
  expect(turns).toBeGreaterThan(2);
});
