import { foldText } from './text.ts';
import type { SettlementRefusal } from './types.ts';

interface Report {
  readonly name: string;
  readonly code: SettlementRefusal['code'];
  /** All of these names in one row … */
  readonly all: readonly string[];
  /** … and at least one of these, when there are any. */
  readonly any?: readonly string[];
  /** … and none of these. */
  readonly none?: readonly string[];
  readonly hint?: string;
}

const wanted =
  'What is needed is the export of settled orders: Seller Center, Finance, Settled (Transactions), Export.';
const settlementIds = ['Order/adjustment ID', 'Total settlement amount'];

/**
 * Reports that people load by mistake, by header names. The first that fits names the file.
 * TikTok's: vendors/settlement-exports.md §§6, 8, 9. Other marketplaces: their public import documents.
 */
const reports: readonly Report[] = [
  {
    name: 'the report of unsettled orders, whose amounts are estimates',
    code: 'unsettled-report',
    all: [],
    any: [
      'Total estimated settlement amount',
      'Estimated settle time',
      'Unsettled reasons',
      'Estimated settlement amount',
    ],
    hint: 'Its orders can be loaded once they are settled.',
  },
  {
    name: 'the TikTok Shop order export',
    code: 'other-report',
    all: ['Order ID', 'Order Status'],
    any: [
      'Order Substatus',
      'SKU Subtotal Before Discount',
      'SKU Unit Original Price',
      'Seller SKU',
      'Order Amount',
    ],
    hint: 'Orders are fetched over the link to the shop and need no file.',
  },
  { name: 'the TikTok Shop export of returns', code: 'other-report', all: ['Return Order ID'] },
  { name: 'a TikTok affiliate export', code: 'other-report', all: ['Order ID', 'Creator Username'] },
  {
    name: 'the TikTok Shop list of withdrawals',
    code: 'other-report',
    all: ['Reference ID', 'Amount', 'Status'],
    any: ['Bank account', 'Request time', 'Request time(UTC)', 'Success time'],
    hint: 'It shows what reached the bank, not the orders behind it.',
  },
  {
    name: 'the TikTok Shop list of statements, one line per statement',
    code: 'other-report',
    all: ['Statement ID'],
    any: [
      'Payment ID',
      'Net sales',
      'Settlement amount',
      'Total settlement amount',
      'Statement date',
      'Payment status',
    ],
    none: ['Order/adjustment ID', 'Order ID', 'SKU ID'],
    hint: 'It has totals, not the orders behind them.',
  },
  {
    name: 'the TikTok Shop list of payments, one line per payment',
    code: 'other-report',
    all: ['Payment ID'],
    any: ['Payment amount', 'Payment status', 'Bank account', 'Payment date'],
    none: ['Order/adjustment ID', 'Order ID'],
  },
  {
    name: 'the TikTok Shop product export',
    code: 'other-report',
    all: ['Product ID', 'SKU ID'],
    none: ['Order ID', 'Order/adjustment ID', 'Statement ID'],
    hint: 'Products are fetched over the link to the shop and need no file.',
  },
  {
    name: 'the TikTok Shop product export',
    code: 'other-report',
    all: ['Product ID', 'Seller SKU'],
    none: ['Order ID', 'Order/adjustment ID'],
  },
  { name: 'an Amazon settlement report', code: 'other-report', all: ['settlement-id'] },
  { name: 'an Amazon transaction report', code: 'other-report', all: ['settlement id', 'order id', 'sku'] },
  {
    name: 'a Shopify payouts export',
    code: 'other-report',
    all: ['Payout Date', 'Charges', 'Refunds'],
  },
  {
    name: 'a Shopify payment transactions export',
    code: 'other-report',
    all: ['Transaction Date', 'Payout Status', 'Payout Date'],
  },
  {
    name: 'a Shopify orders export',
    code: 'other-report',
    all: ['Name', 'Financial Status', 'Lineitem quantity'],
  },
  {
    name: 'a Shopee income report',
    code: 'other-report',
    all: ['Order ID'],
    any: [
      'Payout Completed Date',
      'Username (Buyer)',
      'Total Released Amount',
      'Escrow Amount',
      'Total Released Amount (RM)',
    ],
    none: settlementIds,
  },
  {
    name: 'a Shopee income report',
    code: 'other-report',
    all: ['No. Pesanan'],
    any: ['Username (Pembeli)', 'Total Penghasilan'],
  },
  {
    name: 'a Shopee order export',
    code: 'other-report',
    all: ['Order ID', 'Order Status', 'Hot Listing'],
  },
  {
    name: 'a Lazada transaction report',
    code: 'other-report',
    all: ['Transaction Date', 'Fee Name'],
    any: ['Transaction Number', 'Lazada SKU', 'Lazada ID', 'Order No.', 'Paid Status'],
  },
  { name: 'a Lazada transaction report', code: 'other-report', all: ['Lazada SKU'] },
  {
    name: 'a bank statement',
    code: 'other-report',
    all: ['Date', 'Description', 'Balance'],
    none: settlementIds,
  },
];

const folded = reports.map((report) => ({
  report,
  all: report.all.map(foldText),
  any: report.any?.map(foldText) ?? null,
  none: report.none?.map(foldText) ?? [],
}));

/** A refusal that names the report whose header this row is; null when it is none that is known. */
export function recogniseOtherReport(cells: readonly string[]): SettlementRefusal | null {
  const names = new Set(cells.map(foldText));
  names.delete('');
  if (names.size < 2) return null;
  for (const { report, all, any, none } of folded) {
    if (!all.every((name) => names.has(name))) continue;
    if (any !== null && !any.some((name) => names.has(name))) continue;
    if (none.some((name) => names.has(name))) continue;
    const hint = report.hint === undefined ? '' : ` ${report.hint}`;
    return { code: report.code, message: `This is ${report.name}.${hint} ${wanted}`, problems: [] };
  }
  return null;
}

export { wanted as wantedExport };
