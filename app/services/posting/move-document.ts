import type { LedgerId } from '../../domain/ids.ts';
import type { PostingState } from '../../domain/posting-states.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';

/**
 * Moves one document from a state to another; false when another job was faster. The kind goes along because a sale
 * order and the invoice made from it share a reference.
 */
export function moveDocument(
  deps: Pick<Deps, 'books' | 'clock'>,
  document: { readonly ledgerId: LedgerId } & Pick<StoredDocument, 'reference' | 'kind'>,
  from: PostingState,
  to: PostingState,
  facts: { readonly posted?: PostedDocument; readonly problem?: string; readonly accepted?: boolean } = {},
): Promise<boolean> {
  const { ledgerId, reference, kind } = document;
  return deps.books.outbox.move(ledgerId, reference, from, to, { ...facts, kind }, deps.clock.now());
}
