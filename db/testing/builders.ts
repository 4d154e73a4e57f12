import { createHash } from 'node:crypto';
import { type BusinessDate, parseBusinessDate } from '../../app/domain/dates.ts';
import { toItemId, toLedgerId, toOrderId, toRowKey, toShopId, toSkuId } from '../../app/domain/ids.ts';
import { type Currency, parseCurrency } from '../../app/domain/money.ts';
import type { ChannelSku, Order, OrderLine } from '../../app/domain/orders.ts';
import { laterChoices, type PostingProfile, usualActions } from '../../app/domain/profile.ts';
import type { SettlementFile, SettlementRow, WithdrawalRow } from '../../app/domain/settlement/types.ts';
import type { LedgerItem } from '../../app/ports/ledger.ts';
import type { LinkedLedger, LinkedShop } from '../../app/ports/link-books.ts';

/** Small values for tests: say what matters, the rest is plausible. */

export const shopId = toShopId('7495000000000000001');
export const ledgerId = toLedgerId('ledger-1');
export const gbp = currency('GBP');
export const at = Date.UTC(2026, 4, 1, 12);

export function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (!parsed) throw new Error(`Not a currency: ${code}`);
  return parsed;
}

export function day(text: string): BusinessDate {
  const parsed = parseBusinessDate(text);
  if (!parsed) throw new Error(`Not a date: ${text}`);
  return parsed;
}

export function aShop(changes: Partial<LinkedShop> = {}): LinkedShop {
  return {
    shopId,
    name: 'Fern & Fable',
    region: 'GB',
    currency: gbp,
    timeZone: 'Europe/London',
    cipher: 'cipher-1',
    channel: 'tiktok',
    connection: { appKey: 'key-1' },
    refreshTokenExpiresAt: at + 86_400_000,
    accessTokenExpiresAt: at + 3_600_000,
    linkState: 'linked',
    isSample: true,
    linkedAt: at,
    ...changes,
  };
}

export function aLedger(changes: Partial<LinkedLedger> = {}): LinkedLedger {
  return {
    ledgerId,
    kind: 'stokly',
    name: 'Fern & Fable Ltd',
    connection: { account: 'fern' },
    linkState: 'linked',
    isSample: true,
    linkedAt: at,
    ...changes,
  };
}

export function aProfile(changes: Partial<PostingProfile> = {}): PostingProfile {
  return {
    shopId,
    ledgerId,
    timeZone: 'Europe/London',
    customer: null,
    ledgerChannel: null,
    location: null,
    tax: { mode: 'none' },
    shippingOnInvoice: false,
    shippingItem: null,
    adjustmentItem: null,
    feeItem: null,
    refundItem: null,
    clearingMethod: null,
    feeMethod: null,
    invoiceTiming: 'onPost',
    feeTreatment: 'deductions',
    adjustmentRule: 'byType',
    defaultActions: usualActions,
    invoiceFrom: null,
    numberPrefix: '',
    ...laterChoices,
    ...changes,
  };
}

export function anItem(code: string, changes: Partial<LedgerItem> = {}): LedgerItem {
  return {
    itemId: toItemId(`item-${code}`),
    code,
    name: `Item ${code}`,
    barcodes: [],
    isActive: true,
    isKit: false,
    salePriceMinor: 1000,
    ...changes,
  };
}

export function aSku(number: number, changes: Partial<ChannelSku> = {}): ChannelSku {
  return {
    skuId: toSkuId(`sku-${number}`),
    productId: `product-${number}`,
    sellerSku: `FERN-${number}`,
    productName: `Fern ${number}`,
    variation: 'Small',
    priceMinor: 1000,
    currency: gbp,
    isActive: true,
    parts: [],
    ...changes,
  };
}

export function aLine(number: number, changes: Partial<OrderLine> = {}): OrderLine {
  return {
    lineNumber: 1,
    skuId: toSkuId(`sku-${number}`),
    productId: `product-${number}`,
    sellerSku: `FERN-${number}`,
    productName: `Fern ${number}`,
    variation: 'Small',
    quantity: 2,
    unitPriceMinor: 1000,
    sellerDiscountMinor: 200,
    platformDiscountMinor: 100,
    isGift: false,
    parts: [],
    ...changes,
  };
}

/** accounting.md §3, "plain": 2 × 10.00 less 2.00 = 18.00. */
export function anOrder(number: number, changes: Partial<Order> = {}): Order {
  return {
    shopId,
    orderId: toOrderId(`5764000000000${String(number).padStart(5, '0')}`),
    status: 'completed',
    channelStatus: 'COMPLETED',
    createdAt: at,
    updatedAt: at,
    paidAt: at,
    deliveredAt: null,
    cancelledAt: null,
    orderedOn: day('2026-05-01'),
    currency: gbp,
    lines: [aLine(1)],
    cancelledUnits: 0,
    shippingMinor: 350,
    taxMinor: 0,
    paidMinor: 2050,
    isSample: false,
    isReplacement: false,
    recipient: { name: 'A', line1: '', line2: '', city: '', region: 'Kent', postcode: '', country: 'GB' },
    ...changes,
  };
}

/** The settlement row of `anOrder(number)`: revenue 18.00, fees −3.10, settlement 14.90. */
export function aRow(number: number, changes: Partial<SettlementRow> = {}): SettlementRow {
  const { orderId } = anOrder(number);
  return {
    key: toRowKey(`row-${number}`),
    rowNumber: number + 1,
    kind: 'order',
    type: 'Order',
    typeName: 'Order',
    id: orderId,
    relatedOrderId: orderId,
    createdOn: day('2026-05-01'),
    settledOn: day('2026-05-09'),
    currency: gbp,
    settlementMinor: 1490,
    revenueMinor: 1800,
    feesMinor: -310,
    adjustmentMinor: 0,
    listMinor: 1800,
    saleMinor: 1800,
    refundMinor: 0,
    reserveMinor: 0,
    fees: [{ name: 'Platform commission fee', amountMinor: -310 }],
    startsWith7: false,
    isGmvAds: false,
    ...changes,
  };
}

export function aWithdrawal(changes: Partial<WithdrawalRow> = {}): WithdrawalRow {
  return {
    rowNumber: 2,
    type: 'earnings',
    typeText: 'Earnings',
    referenceId: '3400000000000000001',
    requestedOn: day('2026-05-09'),
    succeededOn: day('2026-05-09'),
    amountMinor: 1490,
    status: 'transferred',
    ...changes,
  };
}

export function aFile(rows: readonly SettlementRow[], changes: Partial<SettlementFile> = {}): SettlementFile {
  return {
    format: 'xlsx',
    layout: 'income/order/65-columns/en',
    currency: gbp,
    timeZone: 'UTC',
    period: { from: day('2026-05-01'), to: day('2026-05-31') },
    rows,
    rawHeaders: ['Order/adjustment ID', 'Type'],
    rawRows: rows.map((row) => [row.id, row.type]),
    withdrawals: [],
    report: [],
    unknownFeeColumns: [],
    proofs: [{ id: 'I1', title: 'S = R + F + A', checked: rows.length, failed: 0 }],
    problems: [],
    ...changes,
  };
}

/** Where a file came from; the name stands for its bytes. */
export function aSource(name: string) {
  const sha256 = createHash('sha256').update(name).digest('hex');
  return { fileName: `${name}.xlsx`, sha256, settlementId: `settlement-${name}` };
}
