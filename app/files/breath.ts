/** Longer than this nobody who asks for something else should wait. */
const turnMs = 25;

/**
 * To be awaited between two pieces of long work: every so often it lets what came meanwhile have its turn. A window of rows
 * waited for the whole file that was being read (docs/performance.md, row 11).
 */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < turnMs) return;
    await nextTurn();
    since = performance.now();
  };
}

/** After everything that has come by now. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
