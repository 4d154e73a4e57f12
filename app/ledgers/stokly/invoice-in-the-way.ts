import type { InvoiceDocument } from '../../domain/documents.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { fromDecimal } from './amounts.ts';
import { type CallResult, done, failed } from './errors.ts';
import { byNumber, severalHeld } from './held-documents.ts';
import type { PostContext } from './post-context.ts';
import { type InvoiceRow, invoiceNumberOf } from './wire.ts';

export interface Standing {
  /** The invoice of this very document, made by an earlier try. */
  readonly ours: InvoiceRow | null;
  /** Other invoices on the order that may stand beside it. */
  readonly others: readonly InvoiceRow[];
}

/**
 * What stands on the sale order already. Parts of one order that were settled on different days are invoices beside
 * each other; anything else in the way would bill the order twice, so it stops the posting with a sentence.
 */
export async function findStanding(
  context: PostContext,
  document: InvoiceDocument,
  order: PostedDocument,
): Promise<CallResult<Standing>> {
  const { reference, issuedOn } = document;
  const rows = await context.looks.inTheWay.ask({ saleOrderId: order.documentId, reference, issuedOn });
  if (!rows.ok) return rows;
  const unique = [...new Map(rows.value.map((row) => [row.saleInvoiceId, row])).values()].sort(byNumber);
  const ours = unique.filter((row) => row.reference === document.reference);
  if (ours.length > 1) return severalHeld('invoices', document.reference, ours.map(invoiceNumberOf));
  const others = unique.filter((row) => row !== ours[0] && row.saleOrderId === order.documentId);
  if (ours[0]) return done({ ours: ours[0], others });

  const [only] = others;
  if (only && others.length === 1 && isOursWithoutReference(only, document, order)) {
    return done({ ours: only, others: [] });
  }
  const stranger = others.find((row) => !mayStandBeside(row, document, context.assumedCalls));
  return stranger ? inTheWay(stranger, document, order) : done({ ours: null, others });
}

/** Where invoices carry no reference: one that covers the whole order can only be this document's. */
function isOursWithoutReference(row: InvoiceRow, document: InvoiceDocument, order: PostedDocument): boolean {
  if (row.reference !== '' || document.grossMinor !== order.totalMinor) return false;
  const total = knownTotal(row, document);
  return total === null || total === document.grossMinor;
}

/**
 * Our parts of an order carry references that begin with the order's. Without references (observed calls only) a
 * part is told apart by its total; where that is unknown or equal, nothing can be told and nothing is sent.
 */
function mayStandBeside(row: InvoiceRow, document: InvoiceDocument, assumedCalls: boolean): boolean {
  if (document.settled === null) return false;
  if (row.reference !== '') return row.reference.startsWith(document.order.reference);
  const total = knownTotal(row, document);
  return !assumedCalls && total !== null && total !== document.grossMinor;
}

function knownTotal(row: InvoiceRow, document: InvoiceDocument): number | null {
  if (row.total === null || row.total === undefined) return null;
  const total = fromDecimal(row.total, document.currency);
  return total.ok ? total.value : null;
}

function inTheWay(row: InvoiceRow, document: InvoiceDocument, order: PostedDocument) {
  const whose = row.reference === '' ? 'without a reference' : `with the reference ${row.reference}`;
  return failed(
    'rejected',
    `Sale order ${order.number} has the invoice ${invoiceNumberOf(row)} ${whose} in Stokly. Whether it stands for ${document.reference} cannot be told, and a second invoice might bill the order twice. Nothing was sent. Delete that invoice in Stokly, or leave this order to it.`,
  );
}
