import type { LedgerError } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import { moveDocument } from './move-document.ts';
import type { SendContext } from './send-documents.ts';

/**
 * Documents the books hold as posted and the ledger has no more: a person deleted them there. They are withdrawn in
 * our books, which makes their orders postable again, as SQL Account does (design.md §5).
 */
export async function withdrawDeleted(
  { deps, ledger }: SendContext,
  documents: readonly StoredDocument[],
): Promise<{ withdrawn: readonly StoredDocument[]; error: LedgerError | null }> {
  const withdrawn: StoredDocument[] = [];
  for (const kind of ['order', 'invoice'] as const) {
    const posted = documents.filter((document) => document.kind === kind && document.state === 'posted');
    if (posted.length === 0) continue;
    const there = await ledger.findByReferences(
      kind,
      posted.map((document) => document.reference),
    );
    if (!there.ok) return { withdrawn, error: there.error };
    for (const document of posted) {
      if (there.value.has(document.reference)) continue;
      const facts = { problem: 'It was deleted in the ledger.' };
      if (await moveDocument(deps, document, 'posted', 'withdrawn', facts)) withdrawn.push(document);
    }
  }
  return { withdrawn, error: null };
}
