import type { MethodName } from '../../app/contract/api.ts';
import type { Dispatch } from '../../app/contract/dispatch.ts';

/**
 * What a first screen asks, each answered from the books alone: nothing of it opens a link. All else may, and would find
 * no address of the sample company's servers before they run.
 */
export const fromBooks = [
  'app.state',
  'jobs.list',
  'ledgers.list',
  'orders.counts',
  'orders.coverage',
  'orders.list',
  'preferences.load',
  'preferences.save',
  'products.list',
  'settlements.list',
  'shops.list',
] as const satisfies readonly MethodName[];

/** Lets calls wait until the sample company's servers run again, but for those that do not need them. */
export function waitForSample(dispatch: Dispatch, running: Promise<void>): Dispatch {
  const atOnce: ReadonlySet<string> = new Set(fromBooks);
  return async (method, input) => {
    if (!atOnce.has(method)) await running;
    return dispatch(method, input);
  };
}
