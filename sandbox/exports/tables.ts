import { amountsOf } from '../company/amounts.ts';
import { exportDate } from '../company/calendar.ts';
import { type Minor, toExportMoney, total } from '../company/money.ts';
import type { SandboxShop, SettledRow, ShopBooks, WithdrawalRecord } from '../company/types.ts';
import { type Depth, type Layout, MALAYSIA_LAYOUT, UK_LAYOUT } from './layout.ts';
import type { Cell, ExportOptions } from './options.ts';

export const layoutOf = (shop: SandboxShop): Layout => (shop.region === 'MY' ? MALAYSIA_LAYOUT : UK_LAYOUT);

/** Rows of the period, newest settled first, as Seller Center lists them. */
function rowsOf(books: ShopBooks, options: ExportOptions): readonly SettledRow[] {
  return books.statements
    .filter((statement) => within(statement.settledOn, options))
    .toSorted((a, b) => b.settledOn.localeCompare(a.settledOn))
    .flatMap((statement) => statement.rows.toReversed());
}

const withdrawalsOf = (books: ShopBooks, options: ExportOptions): readonly WithdrawalRecord[] =>
  books.withdrawals
    .filter((record) => within(record.requestedOn, options))
    .toSorted((a, b) => b.requestedOn.localeCompare(a.requestedOn));

/** First and last settled date of the export, `YYYY-MM-DD`. */
function periodOf(books: ShopBooks, options: ExportOptions): { from: string; to: string } {
  const days = books.statements.map((statement) => statement.settledOn).sort();
  return { from: options.from ?? days[0] ?? '2026-10-01', to: options.to ?? days.at(-1) ?? '2026-10-31' };
}

function within(date: string, options: ExportOptions): boolean {
  return (
    (options.from === undefined || date >= options.from) && (options.to === undefined || date <= options.to)
  );
}

const slashed = (date: string): string => date.replaceAll('-', '/');

/** The `Order details` table: header row first. `null` is a cell without a value. */
export function orderDetails(books: ShopBooks, options: ExportOptions): Cell[][] {
  const layout = layoutOf(books.shop);
  const header: Cell[] = [
    'Order/adjustment ID  ',
    'Type ',
    'Order created time',
    'Order settled time',
    'Currency',
    ...layout.money.map((column) => column.header),
    null,
    'Ajustment amount',
    'Related order ID  ',
    ...layout.memo.map((column) => column.header),
    'Estimated package weight (g)',
    'Actual package weight (g)',
    ...(layout.hasItems ? ['Shopping center items', 'Order Source'] : []),
  ];
  return [header, ...rowsOf(books, options).map((row) => detailRow(books.shop, layout, row))];
}

function detailRow(shop: SandboxShop, layout: Layout, row: SettledRow): Cell[] {
  const amounts = amountsOf(row);
  const order = row.kind === 'order' ? row.order : null;
  const weight = order === null ? 0 : total(order.units.map((unit) => unit.sku.weightGrams));
  const related = row.kind === 'order' ? row.order.id : (row.relatedOrderId ?? '/\t');
  return [
    row.kind === 'order' ? row.order.id : row.id,
    row.kind === 'order' ? 'Order' : row.type,
    slashed(exportDate(row.kind === 'order' ? row.order.createdAt : row.createdAt, shop)),
    slashed(row.settledOn),
    shop.currency,
    ...layout.money.map((column) => toExportMoney(column.amount(row, amounts))),
    '',
    toExportMoney(amounts.adjustment),
    related,
    ...layout.memo.map((column) => toExportMoney(column.amount(row, amounts))),
    String(weight),
    String(weight),
    ...(layout.hasItems ? [itemsOf(row), related === '/\t' ? '' : 'TikTok Shop'] : []),
  ];
}

function itemsOf(row: SettledRow): string {
  if (row.kind !== 'order') return '/';
  const counts = new Map<string, number>();
  for (const unit of row.order.units) counts.set(unit.sku.id, (counts.get(unit.sku.id) ?? 0) + 1);
  return [...counts].map(([sku, count]) => `${sku} * ${count};`).join('');
}

const COLUMN: Readonly<Record<Depth, number>> = { B: 1, C: 2, D: 3, E: 4 };
const VALUE = 5;

/** The `Reports` label tree: label in column B to E by depth, value in F. Row 1 and row 5 stay empty. */
export function reports(books: ShopBooks, options: ExportOptions): Cell[][] {
  const layout = layoutOf(books.shop);
  const rows = rowsOf(books, options);
  const sums = layout.money.map((column) => ({
    label: column.header,
    depth: column.depth ?? 'D',
    sum: total(rows.map((row) => column.amount(row, amountsOf(row)))),
  }));
  const period = periodOf(books, options);
  const line = (label: string, depth: Depth, value: string): Cell[] => {
    const cells: Cell[] = Array.from({ length: VALUE + 1 }, () => null);
    cells[COLUMN[depth]] = label;
    cells[VALUE] = value;
    return cells;
  };
  const adjustments = layout.adjustmentTypes.map((type) => ({
    type,
    sum: total(rows.map((row): Minor => (row.kind === 'adjustment' && row.type === type ? row.amount : 0))),
  }));
  return [
    [],
    line('Time period:', 'B', `${slashed(period.from)}-${slashed(period.to)}`),
    line('Timezone', 'B', layout.timezone),
    line('Currency', 'B', books.shop.currency),
    [],
    ...sums.map(({ label, depth, sum }) => line(label, depth, toExportMoney(sum))),
    // A type that the tree does not list yet counts in its total all the same.
    line('Total adjustments', 'C', toExportMoney(total(rows.map((row) => amountsOf(row).adjustment)))),
    ...adjustments.map(({ type, sum }) => line(type, 'D', toExportMoney(sum))),
  ];
}

/** The `Withdrawal records` table (settlement-exports.md §6). */
export function withdrawalRecords(books: ShopBooks, options: ExportOptions): Cell[][] {
  const header = ['Type', 'Reference ID', 'Request time', 'Amount', 'Status', 'Success time', 'Bank account'];
  const toBank = (record: WithdrawalRecord): boolean =>
    record.kind === 'Payments' || record.kind === 'Withdrawal';
  return [
    header,
    ...withdrawalsOf(books, options).map((record) => [
      record.kind,
      record.id,
      slashed(record.requestedOn),
      toExportMoney(record.amount),
      record.status,
      record.succeededOn === null ? '/' : slashed(record.succeededOn),
      toBank(record) ? '********4417' : '/',
    ]),
  ];
}

/** The `Fees explanation` glossary, in words of our own. */
export function feesExplanation(books: ShopBooks): Cell[][] {
  const layout = layoutOf(books.shop);
  return [
    ['Fee explanation'],
    ['Name', 'Explanation'],
    ...layout.money.map((column) => [
      column.header,
      EXPLANATION[column.header.trim()] ?? 'A part of the total above it.',
    ]),
    ['Ajustment amount', 'Money that belongs to no sale: reimbursements, deductions, advertising.'],
  ];
}

const EXPLANATION: Readonly<Record<string, string>> = {
  'Total settlement amount': 'What the row changes in the balance: revenue, fees and adjustment together.',
  'Total Revenue': 'Goods after seller discounts and refunds.',
  'Subtotal before discounts': 'List price of the goods.',
  'Seller discounts': 'Discounts the shop pays for.',
  'Total Fees': 'All fees of the row, shipping included.',
  SST: 'Sales and service tax on the fees.',
};
