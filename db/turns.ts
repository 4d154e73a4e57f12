import { setImmediate } from 'node:timers/promises';

/**
 * Work that is done one piece at a time, and before each piece whatever came meanwhile has its turn: pages of orders
 * that were stored in one go kept the calls that were due from leaving (docs/performance.md, row 5).
 */
export function createTurns(): <T>(work: () => T) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(() => setImmediate()).then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
