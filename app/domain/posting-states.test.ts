import { describe, expect, test } from 'vitest';
import { mayMove, type PostingState, postingStates, postingTransitions } from './posting-states.ts';

/** design.md §5, the states of a document on its way to the ledger. */

function reachableFrom(start: PostingState): Set<PostingState> {
  const seen = new Set<PostingState>([start]);
  for (const state of seen) for (const next of postingTransitions[state]) seen.add(next);
  return seen;
}

describe('posting states', () => {
  test('every state is reached from planned', () => {
    expect([...reachableFrom('planned')].toSorted()).toEqual([...postingStates].toSorted());
  });

  test('only withdrawn is final, and every state can come to it', () => {
    expect(postingStates.filter((state) => postingTransitions[state].length === 0)).toEqual(['withdrawn']);
    for (const state of postingStates) expect(reachableFrom(state)).toContain('withdrawn');
  });

  test('nothing is posted without being sent', () => {
    const before = postingStates.filter((state) => mayMove(state, 'posted'));
    expect(before.toSorted()).toEqual(['sending', 'unknown']);
  });

  test('unknown is left by a look-up alone: found, or not there; never sent again at once', () => {
    expect(postingTransitions.unknown.toSorted()).toEqual(['planned', 'posted']);
    expect(mayMove('unknown', 'sending')).toBe(false);
    expect(mayMove('unknown', 'withdrawn')).toBe(false);
  });

  test('a posted document is never sent again; it can only be gone from the ledger', () => {
    expect(postingTransitions.posted).toEqual(['withdrawn']);
  });

  test('a document that may be in the ledger is never withdrawn unseen', () => {
    expect(mayMove('sending', 'withdrawn')).toBe(false);
  });

  test('no state moves to itself', () => {
    expect(postingStates.filter((state) => mayMove(state, state))).toEqual([]);
  });
});
