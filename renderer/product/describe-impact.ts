import type { MappingImpact } from '../../app/contract/products.ts';
import { orderStatuses } from '../../app/domain/orders.ts';
import { orderStatusNames } from '../orders/looks.ts';
import { formatCount, formatMoney, plural } from '../widgets/format.ts';

/** `Changes 214 unposted orders, RM 18,402.00; 31 posted ones stay as they are.` */
export function describeImpact(impact: MappingImpact): {
  readonly sentence: string;
  readonly details: readonly string[];
} {
  const { changes, stays, same, currency } = impact;
  const changed =
    changes.orders === 0
      ? 'Changes no unposted order'
      : `Changes ${plural(changes.orders, 'unposted order')}, ${formatMoney(changes.goodsMinor, currency)}`;
  const kept =
    stays.orders === 0
      ? ''
      : `; ${plural(stays.orders, 'posted one')} ${stays.orders === 1 ? 'stays as it is' : 'stay as they are'}`;
  const statuses = orderStatuses
    .filter((status) => changes.byStatus[status] > 0)
    .map((status) => `${orderStatusNames[status]} ${formatCount(changes.byStatus[status])}`);
  const details: string[] = [];
  if (statuses.length > 0) details.push(`${statuses.join(', ')}.`);
  if (stays.partly > 0) {
    details.push(
      `Of the posted ones, ${formatCount(stays.partly)} ${stays.partly === 1 ? 'is' : 'are'} posted in part: a sales order or a part invoice.`,
    );
  }
  if (same > 0) {
    details.push(
      `${plural(same, 'unposted order')} with these products ${same === 1 ? 'comes' : 'come'} out as before.`,
    );
  }
  return { sentence: `${changed}${kept}.`, details };
}
