import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import type { BookedDay, ListedFee, RowScope } from '../../app/ports/payment-list.ts';
import type { Connection } from '../connection.ts';
import { safeMinor } from '../json.ts';
import { rankOf } from './payment-list-lay.ts';
import { type ListPlace, newestRows, scopedRows } from './payment-list-rows.ts';

export interface FeeTotals {
  readonly fees: readonly ListedFee[];
  readonly revenueMinor: number;
}

/** Each fee name once: how many rows carry it and what it comes to, beside the revenue it was charged on. */
export function readFees(connection: Connection, place: ListPlace, scope: RowScope): FeeTotals {
  const counted = newestRows(connection, place, scope);
  const fees = connection.all(
    counted
      .innerJoin('payment_fees as n', 'n.place', 'p.place')
      .select((eb) => [
        'n.name',
        eb.fn.count<number>('p.place').distinct().as('rows'),
        eb.fn.sum<number>('n.amount_minor').as('amount'),
      ])
      .groupBy('n.name'),
  );
  const revenue = connection.first(
    counted.select((eb) => eb.fn.sum<number | null>('p.revenue_minor').as('revenue')),
  );
  const listed = fees.map(({ name, rows, amount }) => ({
    name,
    rowCount: rows,
    amountMinor: safeMinor(amount),
  }));
  return {
    fees: listed.sort((a, b) => a.amountMinor - b.amountMinor || (a.name < b.name ? -1 : 1)),
    revenueMinor: safeMinor(revenue?.revenue ?? 0),
  };
}

/** Dates with booked rows, oldest first. What was booked twice, as a row and as the difference to it, is the newer one. */
export function readDays(connection: Connection, place: ListPlace, shopId: ShopId): BookedDay[] {
  const everything = { shopId, from: null, to: null, file: null, fee: null, orderId: null };
  const booked = () =>
    scopedRows(connection, place, everything).where('p.status_rank', 'in', [
      rankOf('posted'),
      rankOf('planned'),
    ]);
  const corrected = booked()
    .where('p.changes_key', 'is not', null)
    .select('p.changes_key')
    .$narrowType<{ changes_key: RowKey }>();
  const days = booked()
    .where('p.row_key', 'not in', corrected)
    .groupBy('p.settled_on')
    .orderBy('p.settled_on')
    .select((eb) => [
      'p.settled_on as settledOn',
      eb.fn.countAll<number>().as('rowCount'),
      eb.fn.sum<number>(eb.case().when('p.kind', '=', 'order').then(1).else(0).end()).as('orderRows'),
      eb.fn
        .sum<number>(eb.case().when('p.kind', '=', 'adjustment').then(1).else(0).end())
        .as('adjustmentRows'),
      eb.fn.sum<number>('p.settlement_minor').as('settlementMinor'),
      eb.fn.sum<number>('p.revenue_minor').as('revenueMinor'),
      eb.fn.sum<number>('p.fees_minor').as('feesMinor'),
      eb.fn.sum<number>('p.adjustment_minor').as('adjustmentsMinor'),
      eb.fn
        .sum<number>(eb.case().when('p.is_gmv_ads', '=', 1).then(eb.ref('p.settlement_minor')).else(0).end())
        .as('gmvAdsMinor'),
      eb.fn.sum<number>('p.reserve_minor').as('reserveMinor'),
    ]);
  return connection.all(days);
}
