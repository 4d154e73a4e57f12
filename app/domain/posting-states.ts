/**
 * The states of a document on its way to the ledger (design.md §5), as a table. `unknown` means that it left and
 * no answer came: only a look-up by our reference leaves that state, never a blind retry.
 */
export const postingStates = ['planned', 'sending', 'posted', 'rejected', 'unknown', 'withdrawn'] as const;
export type PostingState = (typeof postingStates)[number];

export const postingTransitions: Readonly<Record<PostingState, readonly PostingState[]>> = {
  planned: ['sending', 'withdrawn'],
  sending: ['posted', 'rejected', 'unknown', 'planned'],
  unknown: ['posted', 'planned'],
  rejected: ['planned', 'withdrawn'],
  /** Deleted in the ledger: the order becomes postable again, as SQL Account does. */
  posted: ['withdrawn'],
  withdrawn: [],
};

export function mayMove(from: PostingState, to: PostingState): boolean {
  return postingTransitions[from].includes(to);
}
