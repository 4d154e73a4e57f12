/**
 * Runs work over items in order, at most `size` at a time. Outcomes are values; when work throws all the same, no more
 * of it is begun, what is under way is waited for, and then the first defect is thrown: nothing goes on unseen.
 */
export async function runPool<T>(
  items: readonly T[],
  size: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    try {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
    } catch (defect) {
      next = items.length;
      throw defect;
    }
  };
  const workers = Array.from({ length: Math.min(Math.max(size, 1), items.length) }, worker);
  for (const ended of await Promise.allSettled(workers)) if (ended.status === 'rejected') throw ended.reason;
}
