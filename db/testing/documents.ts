import type {
  AmendmentDocument,
  CreditNoteDocument,
  DocumentKind,
  DocumentLine,
  DocumentTarget,
  InvoiceDocument,
  LedgerDocument,
  OrderDocument,
  PaymentDocument,
  PlannedDocument,
} from '../../app/domain/documents.ts';
import { type OrderId, type RowKey, toDocumentId, toItemId, toReference } from '../../app/domain/ids.ts';
import type { PostedDocument } from '../../app/ports/ledger.ts';
import { totalOf } from '../outbox/document-roles.ts';
import { anOrder, aRow, at, day, gbp } from './builders.ts';

/** Planned documents as the planners of the domain make them, cut down to what the books look at. */

export interface Source {
  readonly orderIds?: readonly OrderId[];
  readonly rowKeys?: readonly RowKey[];
}

const head = (reference: string) => ({
  reference: toReference(reference),
  currency: gbp,
  customerId: 'customer-1',
  issuedOn: day('2026-05-09'),
  description: reference,
});

export function line(kind: DocumentLine['kind'], grossMinor: number): DocumentLine {
  return {
    kind,
    itemId: toItemId('item-1'),
    itemCode: 'ITEM-1',
    description: kind,
    quantity: 1,
    discountMinor: 0,
    grossMinor,
    netMinor: grossMinor,
    taxMinor: 0,
  };
}

export function target(kind: DocumentKind, reference: string): DocumentTarget {
  return { by: 'reference', kind, reference: toReference(reference) };
}

function planned<Kind extends LedgerDocument>(document: Kind, source: Source) {
  return {
    document,
    source: { orderIds: source.orderIds ?? [], rowKeys: source.rowKeys ?? [] },
  } satisfies PlannedDocument;
}

function orderDocument(reference: string, grossMinor: number): OrderDocument {
  const lines = [line('goods', grossMinor)];
  return {
    ...head(reference),
    kind: 'order',
    channelId: 'channel-1',
    recipient: null,
    createdAt: at,
    lines,
    grossMinor,
  };
}

export const orderIdOf = (number: number) => anOrder(number).orderId;
export const rowKeyOf = (number: number) => aRow(number).key;

export function saleOrder(number: number, reference = `O-${number}`) {
  return planned(orderDocument(reference, 1800), { orderIds: [orderIdOf(number)] });
}

/** The open invoice of one order, 18.00. */
export function invoice(number: number, reference = `I-${number}`, grossMinor = 1800) {
  const document: InvoiceDocument = {
    ...head(reference),
    kind: 'invoice',
    order: orderDocument(reference, grossMinor),
    lines: [line('goods', grossMinor)],
    grossMinor,
    settled: null,
  };
  return planned(document, { orderIds: [orderIdOf(number)] });
}

/** An invoice born paid from one settlement row. */
export function partInvoice(number: number, rowKey: RowKey, reference: string, grossMinor = 900) {
  const { document } = invoice(number, reference, grossMinor);
  const settled = { payments: [{ method: 1, amountMinor: grossMinor }] };
  return planned({ ...document, settled }, { orderIds: [orderIdOf(number)], rowKeys: [rowKey] });
}

export function adjustment(reference: string, grossMinor: number, rowKeys: readonly RowKey[]) {
  const { document } = invoice(0, reference, grossMinor);
  return planned({ ...document, lines: [line('adjustment', grossMinor)] }, { rowKeys });
}

export function creditNote(
  reference: string,
  invoiceReference: string,
  amounts: { grossMinor: number; appliedMinor: number },
  source: Source = {},
) {
  const document: CreditNoteDocument = {
    ...head(reference),
    kind: 'creditNote',
    invoice: target('invoice', invoiceReference),
    lines: [line('refund', amounts.grossMinor)],
    ...amounts,
  };
  return planned(document, source);
}

export function amendment(reference: string, invoiceReference: string, grossMinor: number) {
  const document: AmendmentDocument = {
    ...head(reference),
    kind: 'amendment',
    invoice: target('invoice', invoiceReference),
    lines: [line('goods', 1800), line('fee', grossMinor - 1800)],
    grossMinor,
  };
  return planned(document, {});
}

export function payment(
  reference: string,
  allocations: readonly (readonly [DocumentTarget, number])[],
  source: Source = {},
) {
  const document: PaymentDocument = {
    ...head(reference),
    kind: 'payment',
    method: 1,
    receivedMinor: allocations.reduce((sum, [, amount]) => sum + amount, 0),
    allocations: allocations.map(([to, amountMinor]) => ({ target: to, amountMinor, deductions: [] })),
  };
  return planned(document, source);
}

/** What a ledger answers when it has made the document. */
export function postedAs(document: LedgerDocument, id = `id of ${document.reference}`): PostedDocument {
  return {
    kind: document.kind,
    documentId: toDocumentId(id),
    number: `N-${document.reference}`,
    reference: document.reference,
    currency: document.currency,
    totalMinor: totalOf(document),
    outstandingMinor: null,
  };
}
