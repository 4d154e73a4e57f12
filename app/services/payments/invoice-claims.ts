import type { AmendmentDocument } from '../../domain/documents.ts';
import type { Reference } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import type { ShopContext } from '../shop-context.ts';

/** What documents that are not in the ledger yet will do to an invoice: its balance does not say it. */
export interface InvoiceClaims {
  /** Knock-offs and credits that are planned, refused for now, or sent without an answer. Minor units. */
  readonly pendingMinor: number;
  /** The newest amendment that has not arrived. */
  readonly amending: AmendmentDocument | null;
}

/** By the invoice's reference; invoices nothing is on its way for are missing. */
export async function loadInvoiceClaims(
  deps: Pick<Deps, 'books'>,
  { shop, profile }: ShopContext,
): Promise<ReadonlyMap<Reference, InvoiceClaims>> {
  const claims = new Map<Reference, InvoiceClaims>();
  const add = (reference: Reference, change: (known: InvoiceClaims) => Partial<InvoiceClaims>) => {
    const known = claims.get(reference) ?? { pendingMinor: 0, amending: null };
    claims.set(reference, { ...known, ...change(known) });
  };
  const documents = await deps.books.outbox.list({
    shopId: shop.shopId,
    kinds: ['payment', 'creditNote', 'amendment'],
    states: ['planned', 'sending', 'unknown', 'rejected'],
  });
  for (const { document, ledgerId } of documents) {
    if (ledgerId !== profile.ledgerId) continue;
    if (document.kind === 'amendment') {
      add(document.invoice.reference, () => ({ amending: document }));
    } else if (document.kind === 'payment') {
      for (const { target, amountMinor } of document.allocations) {
        if (target.kind !== 'invoice') continue;
        add(target.reference, (known) => ({ pendingMinor: known.pendingMinor + amountMinor }));
      }
    } else if (document.kind === 'creditNote' && document.invoice) {
      const { appliedMinor } = document;
      add(document.invoice.reference, (known) => ({ pendingMinor: known.pendingMinor + appliedMinor }));
    }
  }
  return claims;
}
