import { parseBusinessDate } from '../../../domain/dates.ts';
import type {
  CreditNoteDocument,
  DocumentLine,
  DocumentTarget,
  InvoiceDocument,
  OrderDocument,
  PaymentDocument,
} from '../../../domain/documents.ts';
import { toDocumentId, toItemId, toReference } from '../../../domain/ids.ts';
import { type Currency, parseCurrency, sumMinor } from '../../../domain/money.ts';
import type { PostedDocument } from '../../../ports/ledger.ts';

export function currencyOf(code: string): Currency {
  const currency = parseCurrency(code);
  if (!currency) throw new Error(`Not a currency: ${code}`);
  return currency;
}

export const GBP = currencyOf('GBP');

function dateOf(text: string) {
  const date = parseBusinessDate(text);
  if (!date) throw new Error(`Not a date: ${text}`);
  return date;
}

const october5 = dateOf('2026-10-05');

export interface Place {
  readonly customerId: string;
  readonly channelId: string;
  readonly itemId: string;
}

export const nowhere: Place = { customerId: 'customer-1', channelId: 'channel-1', itemId: 'item-1' };

export function makeLine(
  place: Place,
  netMinor: number,
  taxMinor: number,
  more: Partial<DocumentLine> = {},
): DocumentLine {
  return {
    kind: 'goods',
    itemId: toItemId(place.itemId),
    itemCode: 'MUG-BLUE',
    description: 'Mug, blue',
    quantity: 1,
    discountMinor: 0,
    grossMinor: netMinor + taxMinor,
    netMinor,
    taxMinor,
    ...more,
  };
}

function headOf(reference: string, place: Place) {
  return {
    reference: toReference(reference),
    currency: GBP,
    customerId: place.customerId,
    issuedOn: october5,
    description: `Tiktok - ${reference}`,
  };
}

const totalOf = (lines: readonly DocumentLine[]) => sumMinor(lines.map((line) => line.grossMinor));

export function makeOrder(reference: string, lines: readonly DocumentLine[], place = nowhere): OrderDocument {
  return {
    ...headOf(reference, place),
    kind: 'order',
    channelId: place.channelId,
    recipient: {
      name: 'J*** D***',
      line1: '1 Harbour Street',
      line2: '',
      city: '',
      region: 'Devon',
      postcode: 'EX1 1AA',
      country: 'GB',
    },
    createdAt: Date.UTC(2026, 9, 5, 10),
    lines,
    grossMinor: totalOf(lines),
  };
}

export function makeInvoice(
  reference: string,
  lines: readonly DocumentLine[],
  place = nowhere,
  more: Partial<InvoiceDocument> = {},
): InvoiceDocument {
  return {
    ...headOf(reference, place),
    kind: 'invoice',
    order: makeOrder(reference, lines, place),
    lines,
    grossMinor: totalOf(lines),
    settled: null,
    ...more,
  };
}

export function makeCreditNote(
  reference: string,
  lines: readonly DocumentLine[],
  invoice: PostedDocument | null,
  appliedMinor: number,
  place = nowhere,
): CreditNoteDocument {
  return {
    ...headOf(reference, place),
    kind: 'creditNote',
    invoice: invoice && targetOf(invoice),
    appliedMinor,
    lines,
    grossMinor: totalOf(lines),
  };
}

export function makePayment(
  reference: string,
  method: number,
  allocations: PaymentDocument['allocations'],
  place = nowhere,
): PaymentDocument {
  const parts = allocations.flatMap((one) => [
    one.amountMinor,
    ...one.deductions.map((fee) => -fee.amountMinor),
  ]);
  return {
    ...headOf(reference, place),
    kind: 'payment',
    method,
    receivedMinor: sumMinor(parts),
    allocations,
  };
}

export function targetOf(posted: PostedDocument): DocumentTarget {
  const { kind, documentId, reference } = posted;
  return { by: 'id', kind, documentId, reference };
}

export function targetById(documentId: string, kind: 'invoice' | 'creditNote' = 'invoice'): DocumentTarget {
  return { by: 'id', kind, documentId: toDocumentId(documentId), reference: toReference(documentId) };
}
