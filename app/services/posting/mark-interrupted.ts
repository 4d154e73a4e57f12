import type { Deps } from '../deps.ts';
import { moveDocument } from './move-document.ts';

/**
 * Called at start, before any job: what was being sent when the app ended may or may not have arrived. Nothing is sending
 * it any more, so the screens say `unknown`, and the next job asks the ledger.
 */
export async function markInterruptedDocuments(deps: Pick<Deps, 'books' | 'clock'>): Promise<void> {
  const problem =
    'It was being sent when Tieout ended. The ledger is asked for it before anything is sent again.';
  for (const { shopId } of await deps.books.shops.list()) {
    for (const document of await deps.books.outbox.list({ shopId, states: ['sending'] })) {
      await moveDocument(deps, document, 'sending', 'unknown', { problem });
    }
  }
}
