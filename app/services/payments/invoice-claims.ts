import type { AmendmentDocument } from '../../domain/documents.ts';
import type { Reference } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import type { ShopContext } from '../shop-context.ts';

/** What living documents do to an invoice besides what its balance says already. */
export interface InvoiceClaims {
  /** Knock-offs and credits that are planned, refused for now, or sent without an answer. Minor units. */
  readonly pendingMinor: number;
  /** The newest amendment that arrived, and the newest that has not. */
  readonly amended: AmendmentDocument | null;
  readonly amending: AmendmentDocument | null;
}

/** By the invoice's reference; invoices nothing was done to are missing. */
export async function loadInvoiceClaims(
  deps: Deps,
  { shop, profile }: ShopContext,
): Promise<ReadonlyMap<Reference, InvoiceClaims>> {
  const claims = new Map<Reference, InvoiceClaims>();
  const add = (reference: Reference, change: (known: InvoiceClaims) => Partial<InvoiceClaims>) => {
    const known = claims.get(reference) ?? { pendingMinor: 0, amended: null, amending: null };
    claims.set(reference, { ...known, ...change(known) });
  };
  const documents = await deps.books.outbox.list({
    shopId: shop.shopId,
    kinds: ['payment', 'creditNote', 'amendment'],
  });
  for (const { document, state, ledgerId } of documents) {
    if (state === 'withdrawn' || ledgerId !== profile.ledgerId) continue;
    if (document.kind === 'amendment') {
      add(document.invoice.reference, () =>
        state === 'posted' ? { amended: document } : { amending: document },
      );
    } else if (state === 'posted') {
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
