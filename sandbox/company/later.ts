import { amountsOf } from './amounts.ts';
import { createIds } from './ids.ts';
import { share, total } from './money.ts';
import { createRandom } from './random.ts';
import type { AdjustmentRow, OrderRow, SettledRow, ShopBooks, Statement, WithdrawalRecord } from './types.ts';

/** The two dates that only the later export has. */
const NEW_DATES = ['2026-11-16', '2026-11-17'] as const;
const PAID_OUT_ON = '2026-11-18';
const ARRIVED_ON = '2026-11-12';
/** Taken off the changed row: a correction of its shipping. */
const CORRECTION = -135;
/** Only the ids of the new rows come from it. */
const SEED = 20261119;
/** A type no export had before; what it means has to be said by a person. */
export const UNKNOWN_TYPE = 'Green delivery contribution';

/**
 * The same shop some days later, as its next export shows it: a row of a settled date has other values, an order is
 * charged its commission twice, an order of October is refunded in November, and a type nobody knows takes money away.
 * Everything else is as it was, to the last id; what was being paid out has arrived.
 */
export function laterBooks(books: ShopBooks): ShopBooks {
  const ids = createIds(createRandom(SEED, `${books.shop.region}/later`));
  const rows = books.statements.flatMap((statement) => statement.rows);
  const [first, second] = NEW_DATES;
  const unsettled = books.orders.find(
    (order) =>
      order.status === 'DELIVERED' &&
      !order.sample &&
      !rows.some((row) => row.kind === 'order' && row.order.id === order.id),
  );
  const sold = rows.find(
    (row): row is OrderRow =>
      row.kind === 'order' && row.order.story === null && row.settledOn.startsWith('2026-10-'),
  );
  // A date that was paid out already.
  const changed = books.statements.findLast(
    (statement) => statement.paymentId !== null && statement.rows.some(isPlainSale),
  );
  if (unsettled === undefined || sold === undefined || changed === undefined) {
    throw new Error('the sample company has no orders for its later export');
  }
  const goods = total(unsettled.units.map((unit) => unit.original - unit.sellerDiscount));
  const rate = books.shop.region === 'GB' ? 900 : 648;
  const row = (on: string, part: Pick<OrderRow, 'order' | 'sold' | 'refunded' | 'fees'>): OrderRow => ({
    kind: 'order',
    transactionId: ids.transaction(),
    settledOn: on,
    shipping: {},
    ...part,
  });
  const chargedTwice = row(first, {
    order: unsettled,
    sold: unsettled.units,
    refunded: [],
    fees: { commission: -2 * share(goods, rate) },
  });
  const lateRefund = row(first, {
    order: sold.order,
    sold: [],
    refunded: sold.sold,
    fees: {
      commission: share(total(sold.sold.map((unit) => unit.original - unit.sellerDiscount)), rate / 2),
    },
  });
  const createdAt = Date.parse(`${second}T02:00:00Z`) / 1000;
  const unknown: AdjustmentRow = {
    kind: 'adjustment',
    transactionId: ids.transaction(),
    id: ids.snowflake(createdAt),
    type: UNKNOWN_TYPE,
    apiType: 'OTHER_ADJUSTMENT',
    createdAt,
    settledOn: second,
    amount: -320,
    relatedOrderId: null,
  };
  const added = [
    { on: first, rows: [chargedTwice, lateRefund] },
    { on: second, rows: [unknown] },
  ];
  const corrected = correctFirst(changed.rows);
  return {
    ...books,
    statements: [
      ...books.statements.map((statement) =>
        statement === changed ? { ...statement, rows: corrected } : statement,
      ),
      ...added.map(
        ({ on, rows: of }): Statement => ({
          id: ids.snowflake(createdAt),
          settledOn: on,
          statementTime: Date.parse(`${on}T00:00:00Z`) / 1000 + 86_400,
          rows: of,
          paymentId: null,
        }),
      ),
    ],
    withdrawals: [
      ...books.withdrawals.map((record) => arrive(record, changed.settledOn, corrected)),
      ...added.map(
        ({ on, rows: of }): WithdrawalRecord => ({
          id: ids.payment(),
          kind: 'Earnings',
          requestedOn: on,
          amount: total(of.map((one) => amountsOf(one).settlement)),
          status: 'Transferred',
          succeededOn: on,
        }),
      ),
      {
        id: ids.payment(),
        kind: books.shop.region === 'MY' ? 'Withdrawal' : 'Payments',
        requestedOn: PAID_OUT_ON,
        amount: -total(waitingRows(books).map((one) => amountsOf(one).settlement)),
        status: 'In Process',
        succeededOn: null,
      },
    ],
  };
}

const isPlainSale = (row: SettledRow): boolean =>
  row.kind === 'order' && row.sold.length > 0 && row.refunded.length === 0;

/** The first plain sale of the date comes out lower; its other rows stay. */
function correctFirst(rows: readonly SettledRow[]): readonly SettledRow[] {
  const index = rows.findIndex(isPlainSale);
  return rows.map((row, at) =>
    at === index && row.kind === 'order'
      ? { ...row, shipping: { ...row.shipping, actual: (row.shipping.actual ?? 0) + CORRECTION } }
      : row,
  );
}

/** Money on its way has arrived; the earnings of the corrected date are what its rows say now (identity I9). */
function arrive(
  record: WithdrawalRecord,
  changedOn: string,
  corrected: readonly SettledRow[],
): WithdrawalRecord {
  if (record.status === 'In Process') return { ...record, status: 'Transferred', succeededOn: ARRIVED_ON };
  if (record.kind !== 'Earnings' || record.requestedOn !== changedOn) return record;
  const earned = corrected.filter((row) => row.kind === 'order' || row.apiType !== 'GMV_PAYMENT_FOR_ADS');
  return { ...record, amount: total(earned.map((row) => amountsOf(row).settlement)) };
}

/** Settled, and in no payout of the first export. */
function waitingRows(books: ShopBooks): readonly SettledRow[] {
  return books.statements.filter(({ paymentId }) => paymentId === null).flatMap(({ rows }) => rows);
}
