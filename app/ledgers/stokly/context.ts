import type { Clock } from '../../ports/clock.ts';
import type { StoklyClient } from './client.ts';
import type { InvoiceFinder } from './invoice-finder.ts';
import type { Visibility } from './visibility.ts';

/** What every step of posting and looking up needs. */
export interface Context {
  readonly client: StoklyClient;
  readonly finder: InvoiceFinder;
  readonly clock: Clock;
  /** Waits before each attempt to see what a 202 has made (vendors/stokly.md §3.3). Milliseconds. */
  readonly pollDelaysMs: readonly number[];
  readonly visibility: Visibility;
  /** After this long without a trace something that got no answer counts as not made. Milliseconds. */
  readonly visibilityGraceMs: number;
  /** Whether calls that were not seen in working clients may be made. */
  readonly assumedCalls: boolean;
}
