import { ok, type Result } from '../../domain/result.ts';

/**
 * Does the same work for every item, a few side by side; values come in the order of the items. The first failure
 * stops what has not begun and is the answer.
 */
export async function inLanes<Item, Value, Failure>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result<Value, Failure>>,
): Promise<Result<Value[], Failure>> {
  const values: Value[] = [];
  const failures: Result<never, Failure>[] = [];
  const waiting = items.entries();

  async function lane(): Promise<void> {
    // All lanes draw from the one iterator, so every item is taken once.
    for (const [index, item] of waiting) {
      const result = await work(item);
      if (result.ok) values[index] = result.value;
      else failures.push(result);
      if (failures.length > 0) return;
    }
  }

  await Promise.all(Array.from({ length: lanes }, lane));
  return failures[0] ?? ok(values);
}
