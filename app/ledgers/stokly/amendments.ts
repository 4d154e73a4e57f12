import type { AmendmentDocument } from '../../domain/documents.ts';
import type { Currency } from '../../domain/money.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { fromDecimal } from './amounts.ts';
import { confirm, expectFigures } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done, failed } from './errors.ts';
import { readInvoice, toPostedInvoice } from './held-invoices.ts';
import { toInvoiceItems } from './lines.ts';
import type { Leaving } from './post-context.ts';
import type { InvoiceRow } from './wire.ts';

/**
 * Replaces the lines of an unpaid invoice (assumption A5). Stokly keeps no reference of an amendment; the lines
 * themselves say whether it has been made, so sending one again changes nothing.
 */
export async function postAmendment(
  context: Context,
  document: AmendmentDocument,
  invoiceId: string,
  leaving: Leaving,
): Promise<CallResult<PostedDocument>> {
  const { currency, grossMinor, invoice, reference } = document;
  const items = toInvoiceItems(document.lines, currency);

  /** The invoice once it has the lines of the document; null while it has others. */
  async function readAmended(): Promise<CallResult<PostedDocument | null>> {
    const row = await readInvoice(context, invoiceId);
    if (!row.ok) return row;
    if (row.value === null || !holdsItems(row.value, items, currency)) return done(null);
    const posted = await toPostedInvoice(context, row.value, reference, grossMinor);
    return posted.ok ? done({ ...posted.value, kind: 'amendment' }) : posted;
  }

  const before = await readAmended();
  if (!before.ok) return before;
  const figures = { currency, totalMinor: grossMinor };
  if (before.value) return expectFigures(before.value, { ...figures, outstandingMinor: null });
  const changed = await context.client.change('amendInvoice', {
    id: invoiceId,
    body: { items },
    leaving,
  });
  if (!changed.ok) {
    return changed.error.status === 404
      ? failed(
          'rejected',
          `The invoice ${invoice.reference} is no longer in Stokly, so its lines cannot be replaced. Nothing was made. Post the order again first.`,
        )
      : changed;
  }
  const posted = await confirm(context, `the new lines of invoice ${invoice.reference}`, readAmended);
  if (posted.ok) return expectFigures(posted.value, { ...figures, outstandingMinor: grossMinor });
  // Written a second time the lines are the same lines: nobody has to decide about that.
  const { accepted: _, ...error } = posted.error;
  return { ok: false, error };
}

type Items = ReturnType<typeof toInvoiceItems>;

/** Same items, quantities and unit prices, in any order. Without lines in the answer nothing is taken for granted. */
function holdsItems(row: InvoiceRow, items: Items, currency: Currency): boolean {
  if (!row.items) return false;
  const there = row.items.map((item) => keyOf(item, currency)).sort();
  const wanted = items.map((item) => keyOf(item, currency)).sort();
  return there.length === wanted.length && there.every((key, index) => key === wanted[index]);
}

function keyOf(
  item: {
    readonly referenceId: string;
    readonly quantity: number;
    readonly displayPrice: number | string;
    readonly displayTax: number | string;
  },
  currency: Currency,
): string {
  const price = fromDecimal(item.displayPrice, currency);
  const tax = fromDecimal(item.displayTax, currency);
  return [item.referenceId, item.quantity, price.ok ? price.value : '?', tax.ok ? tax.value : '?'].join(' ');
}
