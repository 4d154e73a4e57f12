import { goodsMinor } from '../../app/domain/orders.ts';
import { makeOrder } from '../books.ts';
import type { RivalRow } from '../rivals/pages/row.ts';

/** The orders that `makeBooks` makes, as the rivals' pages hold them. */
export function rivalRows(count: number): RivalRow[] {
  return Array.from({ length: count }, (_, index) => {
    const order = makeOrder(index + 1);
    const { name, region, country } = order.recipient;
    return {
      orderId: order.orderId,
      orderedOn: order.orderedOn,
      status: order.status,
      verify: index % 10 < 6 ? 'Posted' : 'Ready',
      days: (index * 7) % 330,
      invoice: index % 10 < 6 ? `I-${index + 1}` : '',
      recipient: [name, region, country].join(', '),
      shipping: order.shippingMinor,
      subtotal: goodsMinor(order),
      total: order.paidMinor,
      items: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    };
  });
}
