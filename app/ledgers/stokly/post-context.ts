import type { Context } from './context.ts';
import type { Crowd } from './crowd.ts';
import type { SharedLooks } from './shared-looks.ts';

/** What posting needs besides: the documents under way, and the look-ups they share. */
export interface PostContext extends Context {
  readonly crowd: Crowd;
  readonly looks: SharedLooks;
}

/** Asked right before a write leaves; false = it shall not. */
export type Leaving = () => Promise<boolean>;
