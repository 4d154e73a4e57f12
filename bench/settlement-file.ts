import { addDays } from '../app/domain/dates.ts';
import { anOrder, day } from '../db/testing/builders.ts';
import { toExportMoney } from '../sandbox/company/money.ts';
import { UK_LAYOUT } from '../sandbox/exports/layout.ts';

/**
 * A settlement export of 65 columns: `count` rows over 31 days, nineteen of twenty for an order with an invoice, one in
 * twenty with a refund, the rest adjustments. Goods are 18.00, as the invoices of bench/invoices.ts have them.
 */
const headers: readonly string[] = [
  'Order/adjustment ID  ',
  'Type ',
  'Order created time',
  'Order settled time',
  'Currency',
  ...UK_LAYOUT.money.map(({ header }) => header),
  '',
  'Ajustment amount',
  'Related order ID  ',
  ...UK_LAYOUT.memo.map(({ header }) => header),
  'Estimated package weight (g)',
  'Actual package weight (g)',
  'Shopping center items',
  'Order Source',
];
const place = new Map(headers.map((header, index) => [header.trim(), index]));
const zeros: readonly string[] = headers.map((_, index) =>
  index < 5 || index === place.get('') || index > headers.length - 5 ? '' : '0',
);

export const goodsMinorOfBench = 1800;
export const isAdjustment = (number: number) => number % 20 === 19;

const slashed = (date: string) => date.replaceAll('-', '/');
const days = Array.from({ length: 31 }, (_, index) => slashed(addDays(day('2026-05-01'), index)));

/** The cells of row `number` (from 1). */
function cellsOf(number: number): string[] {
  const cells = [...zeros];
  const put = (header: string, value: string | number) => {
    cells[place.get(header) ?? -1] = typeof value === 'number' ? toExportMoney(value) : value;
  };
  const { orderId } = anOrder(number);
  put('Type', 'Order');
  put('Order created time', '2026/04/20');
  // Newest first, as Seller Center writes it: a file is not in the order of its dates.
  put('Order settled time', days[30 - (number % 31)] ?? '');
  put('Currency', 'GBP');
  put('Estimated package weight (g)', String(100 + (number % 900)));
  put('Actual package weight (g)', String(100 + (number % 900)));
  if (isAdjustment(number)) {
    const amount = ((number % 700) + 1) * (number % 3 === 0 ? -1 : 1);
    put('Order/adjustment ID', `73${orderId.slice(2)}`);
    put('Type', 'Logistics reimbursement');
    put('Total settlement amount', amount);
    put('Ajustment amount', amount);
    put('Related order ID', '/\t');
    put('Shopping center items', '/');
    return cells;
  }
  const refund = number % 20 === 7 ? -450 : 0;
  const commission = -(90 + (number % 90));
  const payment = -(30 + (number % 30));
  const affiliate = number % 4 === 0 ? -(50 + (number % 50)) : 0;
  const fees = commission + payment + affiliate;
  const revenue = goodsMinorOfBench + refund;
  put('Order/adjustment ID', orderId);
  put('Total settlement amount', revenue + fees);
  put('Total Revenue', revenue);
  put('Subtotal after seller discounts', goodsMinorOfBench);
  put('Subtotal before discounts', goodsMinorOfBench + 200);
  put('Seller discounts', -200);
  put('Refund subtotal after seller discounts', refund);
  put('Refund subtotal before seller discounts', refund);
  put('Total Fees', fees);
  put('Platform commission fee', commission);
  put('Payment Fee', payment);
  put('Affiliate Commission', affiliate);
  put('Customer payment', goodsMinorOfBench - 100);
  put('Platform discounts', -100);
  put('Related order ID', orderId);
  put('Shopping center items', `17293${(number % 400) + 100_000} * 2;`);
  put('Order Source', 'TikTok Shop');
  return cells;
}

/** Header first. */
export function* settlementCells(count: number): Generator<readonly string[]> {
  yield headers;
  for (let number = 1; number <= count; number += 1) yield cellsOf(number);
}

export function settlementCsv(count: number): Uint8Array {
  const chunks: Buffer[] = [];
  let lines: string[] = ['\ufeff'];
  const quote = (cell: string) => (/[",\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  for (const cells of settlementCells(count)) {
    lines.push(cells.map(quote).join(','), '\r\n');
    if (lines.length > 10_000) {
      chunks.push(Buffer.from(lines.join('')));
      lines = [];
    }
  }
  chunks.push(Buffer.from(lines.join('')));
  return Buffer.concat(chunks);
}
