import type { ApiError } from '../../app/contract/errors.ts';

/** A copy of the books to start again from. `at` is a UTC instant, epoch milliseconds. */
export interface LastGood {
  readonly name: string;
  readonly at: number;
}

/** The copy that a refusal to open the books offers; null when it offers none. */
export function lastGoodOf({ details }: ApiError): LastGood | null {
  const offered = details?.lastGood;
  if (typeof offered !== 'object' || offered === null || !('name' in offered) || !('at' in offered))
    return null;
  const { name, at } = offered;
  return typeof name === 'string' && typeof at === 'number' ? { name, at } : null;
}
