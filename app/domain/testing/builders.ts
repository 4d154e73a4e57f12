import { type BusinessDate, parseBusinessDate } from '../dates.ts';
import type { DocumentLine, LedgerDocument, OrderDocument, PlannedDocument } from '../documents.ts';
import {
  type OrderId,
  toDocumentId,
  toItemId,
  toLedgerId,
  toOrderId,
  toReference,
  toRowKey,
  toShopId,
  toSkuId,
} from '../ids.ts';
import { splitTax } from '../invoices/tax.ts';
import { type Currency, parseCurrency } from '../money.ts';
import type { Order, OrderLine } from '../orders.ts';
import type { DayPlan, OpenInvoice, PaymentInput, UninvoicedOrder } from '../payments/types.ts';
import { type ItemRef, laterChoices, type PostingProfile, usualActions } from '../profile.ts';
import type { NamedAmount, SettlementRow } from '../settlement/types.ts';

/** Builders for tests: complete values with the usual answers, of which a test states only what it is about. */

export function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (!parsed) throw new Error(`${code} is not a currency`);
  return parsed;
}

export function day(text: string): BusinessDate {
  const parsed = parseBusinessDate(text);
  if (!parsed) throw new Error(`${text} is not a date`);
  return parsed;
}

export const gbp = currency('GBP');
export const vat20 = { mode: 'inclusive', rateBasisPoints: 2000, name: 'VAT 20 %' } as const;

export const clearingCode = 11;
export const feeCode = 12;

function serviceItem(code: string): ItemRef {
  return { itemId: toItemId(`item-${code}`), code, name: code.toLowerCase() };
}

export function aProfile(over: Partial<PostingProfile> = {}): PostingProfile {
  return {
    shopId: toShopId('shop-1'),
    ledgerId: toLedgerId('ledger-1'),
    timeZone: 'Europe/London',
    customer: { customerId: 'customer-1', name: 'TikTok buyers' },
    ledgerChannel: { channelId: 'channel-1', name: 'TikTok Shop' },
    location: null,
    tax: { mode: 'none' },
    shippingOnInvoice: false,
    shippingItem: serviceItem('SHIPPING'),
    adjustmentItem: serviceItem('ADJUSTMENT'),
    feeItem: serviceItem('FEE'),
    refundItem: serviceItem('REFUND'),
    clearingMethod: { code: clearingCode, name: 'TikTok clearing' },
    feeMethod: { code: feeCode, name: 'TikTok fees' },
    invoiceTiming: 'onPost',
    feeTreatment: 'deductions',
    adjustmentRule: 'byType',
    defaultActions: usualActions,
    invoiceFrom: null,
    numberPrefix: '',
    ...laterChoices,
    ...over,
  };
}

export function anOrderLine(over: Partial<OrderLine> = {}): OrderLine {
  return {
    lineNumber: 1,
    skuId: toSkuId('sku-mug'),
    productId: 'product-mug',
    sellerSku: 'MUG',
    productName: 'Mug',
    variation: '',
    quantity: 1,
    unitPriceMinor: 1000,
    sellerDiscountMinor: 0,
    platformDiscountMinor: 0,
    isGift: false,
    parts: [],
    ...over,
  };
}

export function anOrder(over: Partial<Order> = {}): Order {
  const createdAt = Date.UTC(2026, 2, 1, 9, 30);
  return {
    shopId: toShopId('shop-1'),
    orderId: toOrderId('570000000000000001'),
    status: 'completed',
    channelStatus: 'COMPLETED',
    createdAt,
    updatedAt: createdAt,
    paidAt: createdAt,
    deliveredAt: createdAt,
    cancelledAt: null,
    orderedOn: day('2026-03-01'),
    currency: gbp,
    lines: [anOrderLine()],
    cancelledUnits: 0,
    shippingMinor: 0,
    taxMinor: 0,
    paidMinor: 1000,
    isSample: false,
    isReplacement: false,
    recipient: {
      name: 'Ada Buyer',
      line1: '1 High Street',
      line2: '',
      city: 'Leeds',
      region: 'West Yorkshire',
      postcode: 'LS1 1AA',
      country: 'GB',
    },
    ...over,
  };
}

interface RowSpec {
  readonly order?: string;
  readonly on?: string;
  /** `Subtotal after seller discounts`, ≥ 0. */
  readonly sale?: number;
  /** `Refund subtotal after seller discounts`, ≤ 0. */
  readonly refund?: number;
  /** As in the file: negative = charged. A number is one fee column. */
  readonly fees?: number | readonly NamedAmount[];
  /** Tells equal rows of one file apart (accounting.md §5). */
  readonly ordinal?: number;
}

/** A settlement row of an order: R = sale + refund, S = R + F. */
export function orderRow(spec: RowSpec): SettlementRow {
  const { order = '570000000000000001', sale = 0, refund = 0, fees = 0 } = spec;
  const named = typeof fees === 'number' ? [{ name: 'Platform commission fee', amountMinor: fees }] : fees;
  const feesMinor = named.reduce((sum, fee) => sum + fee.amountMinor, 0);
  return settlementRow(
    {
      kind: 'order',
      type: 'Order',
      id: order,
      relatedOrderId: toOrderId(order),
      revenueMinor: sale + refund,
      feesMinor,
      listMinor: sale,
      saleMinor: sale,
      refundMinor: refund,
      fees: named.filter((fee) => fee.amountMinor !== 0),
    },
    spec,
  );
}

interface AdjustmentSpec {
  readonly type?: string;
  readonly id?: string;
  readonly on?: string;
  readonly amount: number;
  readonly relatedOrder?: string;
  readonly ordinal?: number;
}

/** An adjustment row: R = F = 0, S = A. */
export function adjustmentRow(spec: AdjustmentSpec): SettlementRow {
  const { type = 'Logistics reimbursement', id = '7400000000000000001' } = spec;
  return settlementRow(
    {
      kind: 'adjustment',
      type,
      id,
      relatedOrderId: spec.relatedOrder === undefined ? null : toOrderId(spec.relatedOrder),
      adjustmentMinor: spec.amount,
      isGmvAds: type.startsWith('GMV'),
    },
    spec,
  );
}

/** A row from its parts; settlement and key follow from them. */
export function settlementRow(
  over: Partial<SettlementRow> & Pick<SettlementRow, 'id' | 'kind' | 'type'>,
  place: { readonly on?: string; readonly ordinal?: number } = {},
): SettlementRow {
  const settledOn = day(place.on ?? '2026-03-10');
  const { revenueMinor = 0, feesMinor = 0, adjustmentMinor = 0 } = over;
  const settlementMinor = revenueMinor + feesMinor + adjustmentMinor;
  const parts = [over.id, over.type, settledOn, settlementMinor, revenueMinor, feesMinor, place.ordinal ?? 1];
  return {
    key: toRowKey(parts.join('|')),
    rowNumber: 2,
    typeName: over.type,
    relatedOrderId: null,
    createdOn: null,
    settledOn,
    currency: gbp,
    settlementMinor,
    revenueMinor,
    feesMinor,
    adjustmentMinor,
    listMinor: 0,
    saleMinor: 0,
    refundMinor: 0,
    reserveMinor: 0,
    fees: [],
    startsWith7: over.id.startsWith('7'),
    isGmvAds: false,
    ...over,
  };
}

export function goodsLine(grossMinor: number, tax: PostingProfile['tax'] = { mode: 'none' }): DocumentLine {
  return {
    kind: 'goods',
    itemId: toItemId('item-mug'),
    itemCode: 'MUG',
    description: 'Mug',
    quantity: 1,
    discountMinor: 0,
    grossMinor,
    ...splitTax(grossMinor, tax),
  };
}

/** An invoice that stands open in the ledger for all of its total. */
export function openInvoice(order: string, totalMinor: number, over: Partial<OpenInvoice> = {}): OpenInvoice {
  return {
    orderId: toOrderId(order),
    documentId: toDocumentId(`id-${order}`),
    reference: toReference(order),
    number: `IV-${order.slice(-4)}`,
    totalMinor,
    outstandingMinor: totalMinor,
    claimedMinor: 0,
    lines: [goodsLine(totalMinor)],
    hasPayments: false,
    ...over,
  };
}

/** An order that stands in the ledger as a sale order and has no invoice yet. */
export function saleOrder(order: string, lines: readonly DocumentLine[], money = gbp): UninvoicedOrder {
  const grossMinor = lines.reduce((sum, line) => sum + line.grossMinor, 0);
  const document: OrderDocument = {
    kind: 'order',
    reference: toReference(order),
    currency: money,
    customerId: 'customer-1',
    issuedOn: day('2026-03-01'),
    description: `Order ${order}`,
    channelId: 'channel-1',
    recipient: null,
    createdAt: Date.UTC(2026, 2, 1),
    lines,
    grossMinor,
  };
  return {
    orderId: toOrderId(order),
    state: 'postable',
    reason: '',
    saleOrder: document,
    openMinor: grossMinor,
  };
}

export interface InputSpec extends Partial<Omit<PaymentInput, 'invoices' | 'uninvoiced'>> {
  readonly invoices?: readonly OpenInvoice[];
  readonly uninvoiced?: readonly UninvoicedOrder[];
}

export function paymentInput(spec: InputSpec): PaymentInput {
  const { invoices = [], uninvoiced = [], ...over } = spec;
  const byOrder = <T extends { readonly orderId: OrderId }>(values: readonly T[]) =>
    new Map(values.map((value) => [value.orderId, value]));
  return {
    shopName: 'Sample shop',
    capabilities: { laterPayments: true, creditNotes: true, amendInvoice: true },
    currency: gbp,
    rows: [],
    decisions: new Map(),
    typeMeanings: new Map(),
    changes: new Map(),
    rowProblems: new Map(),
    profile: aProfile(),
    ...over,
    invoices: byOrder(invoices),
    uninvoiced: byOrder(uninvoiced),
  };
}

/** The documents of one kind, in posting order. */
export function documentsOf<Kind extends LedgerDocument['kind']>(
  documents: readonly PlannedDocument[],
  kind: Kind,
): Extract<LedgerDocument, { readonly kind: Kind }>[] {
  return documents.flatMap(({ document }) => (isKind(document, kind) ? [document] : []));
}

function isKind<Kind extends LedgerDocument['kind']>(
  document: LedgerDocument,
  kind: Kind,
): document is Extract<LedgerDocument, { readonly kind: Kind }> {
  return document.kind === kind;
}

/** The only element of a list; a test that expects one says so by taking it. */
export function only<T>(values: readonly T[]): T {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) throw new Error(`Expected one value, found ${values.length}`);
  return value;
}

export function dayOf(days: readonly DayPlan[], on: string): DayPlan {
  return only(days.filter((plan) => plan.settledOn === on));
}
