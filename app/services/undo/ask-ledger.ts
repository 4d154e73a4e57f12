import type { DocumentKind } from '../../domain/documents.ts';
import type { Reference } from '../../domain/ids.ts';
import type { Ledger, LedgerResult, PostedDocument } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';

const asked = ['payment', 'creditNote', 'invoice', 'order'] as const satisfies readonly DocumentKind[];

/** What the ledger holds of posted documents now, by `kind reference`. New lines are asked for by their invoice. */
export type Found = ReadonlyMap<string, PostedDocument>;

/** Asks in bulk: one look-up a kind, whatever the number of documents. */
export async function askLedger(
  ledger: Pick<Ledger, 'findByReferences'>,
  documents: readonly StoredDocument[],
): Promise<LedgerResult<Found>> {
  const found = new Map<string, PostedDocument>();
  for (const kind of asked) {
    const references = new Set<Reference>();
    for (const { document, state } of documents) {
      if (state !== 'posted') continue;
      if (document.kind === kind) references.add(document.reference);
      if (document.kind === 'amendment' && kind === 'invoice') references.add(document.invoice.reference);
    }
    if (references.size === 0) continue;
    const there = await ledger.findByReferences(kind, [...references]);
    if (!there.ok) return there;
    for (const [reference, posted] of there.value) found.set(`${kind} ${reference}`, posted);
  }
  return { ok: true, value: found };
}
