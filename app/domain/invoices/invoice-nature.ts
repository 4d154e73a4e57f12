import { lineGoodsMinor, type Order, type OrderLine } from '../orders.ts';

/**
 * What an order is to an invoice, by itself and without any setting: something to sell, or why there is nothing. Kept
 * beside the order in the books, so that orders can be counted by it.
 */
export const invoiceNatures = ['goods', 'sample', 'noGoods', 'giftsOnly', 'negativeLine'] as const;
export type InvoiceNature = (typeof invoiceNatures)[number];

export function natureOf(order: Pick<Order, 'isSample' | 'lines'>): InvoiceNature {
  if (order.isSample) return 'sample';
  if (order.lines.length === 0) return 'noGoods';
  if (order.lines.every((line) => line.isGift)) return 'giftsOnly';
  return order.lines.some((line) => billableOfLine(line) < 0) ? 'negativeLine' : 'goods';
}

/** What the lines of the order's invoice for goods add up to, minor units; gifts are lines of nothing. */
export function billableMinor(order: Pick<Order, 'lines'>): number {
  return order.lines.reduce((sum, line) => sum + billableOfLine(line), 0);
}

function billableOfLine(line: OrderLine): number {
  return line.isGift ? 0 : lineGoodsMinor(line);
}
