import { type Expression, sql } from 'kysely';
import { type ColumnFilter, matchesColumn } from '../../app/domain/column-filter.ts';
import type { RowKey, ShopId } from '../../app/domain/ids.ts';
import { type RowColumn, rowColumns } from '../../app/domain/payments/list-columns.ts';
import { type RowStatus, rowChoices, rowStatuses } from '../../app/domain/payments/row-status.ts';
import type { ListedRow, ListWindow, RowFilter, RowScope, RowSums } from '../../app/ports/payment-list.ts';
import { whereColumn } from '../column-filter.ts';
import type { Connection } from '../connection.ts';
import { containsText, isOneOf } from '../dialect.ts';
import { fromJson, safeMinor } from '../json.ts';
import type { PaymentListTables } from '../schema/schema-payment-list.ts';
import { placesOfShop, rankOf } from './payment-list-lay.ts';

/** Where the rows of one shop lie. */
export interface ListPlace {
  readonly base: number;
}

const sortColumns = {
  date: 'p.settled_on',
  status: 'p.status_rank',
  invoice: 'p.invoice_number',
  id: 'p.id',
  type: 'p.type',
  revenue: 'p.revenue_minor',
  fees: 'p.fees_minor',
  refund: 'p.refund_minor',
  adjustment: 'p.adjustment_minor',
  reserve: 'p.reserve_minor',
  settlement: 'p.settlement_minor',
  payment: 'p.payment_number',
  reason: 'p.reason',
} as const satisfies Record<RowColumn, string>;

/** Rows of a scope; every condition stands in the places of the shop. */
export function scopedRows(connection: Connection, { base }: ListPlace, scope: RowScope, walksIndex = false) {
  // Without statistics SQLite takes a range of places for a narrow one: the plus sign leaves it the sorting's index.
  const place = walksIndex ? sql<number>`+p.place` : sql.ref<number>('p.place');
  let rows = connection.query
    .selectFrom('payment_rows as p')
    .where(place, '>', base)
    .where(place, '<=', base + placesOfShop);
  if (scope.from !== null) rows = rows.where('p.settled_on', '>=', scope.from);
  if (scope.to !== null) rows = rows.where('p.settled_on', '<=', scope.to);
  if (scope.orderId !== null) rows = rows.where('p.related_order_id', '=', scope.orderId);
  const { fee, file } = scope;
  if (fee !== null)
    rows = rows.where('p.place', 'in', (eb) =>
      eb.selectFrom('payment_fees as f').select('f.place').where('f.name', '=', fee),
    );
  if (file) {
    const { settlementId, part } = file;
    if (part === 'all' || part === 'known')
      rows = rows.where('p.place', 'in', (eb) =>
        eb.selectFrom('payment_file_rows as f').select('f.place').where('f.settlement_id', '=', settlementId),
      );
    if (part === 'known') rows = rows.where('p.settlement_id', '<>', settlementId);
    if (part === 'new' || part === 'changed') rows = rows.where('p.settlement_id', '=', settlementId);
    if (part === 'changed') rows = rows.where('p.is_change', '=', 1);
  }
  return rows;
}

/** Under the filter without what it says about the status. */
function filteredRows(connection: Connection, place: ListPlace, filter: RowFilter, walksIndex = false) {
  let rows = scopedRows(connection, place, filter, walksIndex);
  const text = filter.text.trim();
  if (text !== '') rows = rows.where(containsText('p.hay', text));
  for (const { column, test } of filter.columns) {
    if (column === 'status') continue;
    rows = rows.where(whereColumn(sql.ref(sortColumns[column]), rowColumns[column], test));
  }
  return rows;
}

/** The statuses that a filter lets through, as ranks; -1 where it lets none through. */
export function wantedRanks(filter: {
  readonly status: RowStatus | null;
  readonly columns: readonly ColumnFilter<string>[];
}): number[] {
  const tests = filter.columns.flatMap(({ column, test }) => (column === 'status' ? [test] : []));
  const wanted = rowStatuses.filter(
    (status) =>
      (filter.status === null || filter.status === status) &&
      tests.every((test) => matchesColumn(test, status)),
  );
  return wanted.length === 0 ? [-1] : wanted.map(rankOf);
}

/** Count and sums for each status under the filter without its own. */
export function countQuery(connection: Connection, place: ListPlace, filter: RowFilter) {
  return filteredRows(connection, place, filter)
    .select((eb) => [
      'p.status_rank as status',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('p.settlement_minor').as('settlement'),
      eb.fn.sum<number>('p.revenue_minor').as('revenue'),
      eb.fn.sum<number>('p.fees_minor').as('fees'),
      eb.fn.sum<number>('p.adjustment_minor').as('adjustment'),
      eb.fn.sum<number>('p.refund_minor').as('refund'),
      eb.fn.sum<number>('p.reserve_minor').as('reserve'),
    ])
    .groupBy('p.status_rank');
}

/** Rows that show the money of another row under the same filter, and that row: sums count one of the two. */
export function findTwice(connection: Connection, place: ListPlace, filter: RowFilter): CountedTwice[] {
  const amounts = [
    'p.row_key',
    'p.changes_key',
    'p.status_rank as status',
    'p.settlement_minor as settlement',
    'p.revenue_minor as revenue',
    'p.fees_minor as fees',
    'p.adjustment_minor as adjustment',
    'p.refund_minor as refund',
    'p.reserve_minor as reserve',
  ] as const;
  const newer = connection.all(
    filteredRows(connection, place, filter).where('p.changes_key', 'is not', null).select(amounts),
  );
  const keys = newer.flatMap((row) => row.changes_key ?? []);
  if (keys.length === 0) return [];
  const older = connection.all(
    filteredRows(connection, place, filter).where(isOneOf('p.row_key', keys)).select(amounts),
  );
  const byKey = new Map(older.map((row) => [row.row_key, row]));
  return newer.flatMap((row) => {
    const below = row.changes_key === null ? undefined : byKey.get(row.changes_key);
    return below ? [{ newer: row, older: below }] : [];
  });
}

/** Without rows that a newer one under the same scope stands for. */
export function newestRows(connection: Connection, place: ListPlace, scope: RowScope) {
  const newer = scopedRows(connection, place, { ...scope, fee: null })
    .where('p.changes_key', 'is not', null)
    .where('p.status_rank', '<>', rankOf('ignored'))
    .select('p.changes_key')
    .$narrowType<{ changes_key: RowKey }>();
  return scopedRows(connection, place, scope)
    .where('p.status_rank', '<>', rankOf('ignored'))
    .where('p.row_key', 'not in', newer);
}

export interface CountedTwice {
  readonly newer: CountedRow;
  readonly older: CountedRow;
}

interface CountedRow extends Omit<CountedStatus, 'count'> {
  readonly row_key: RowKey;
}

export interface CountedRows {
  readonly statuses: readonly CountedStatus[];
  readonly twice: readonly CountedTwice[];
}

interface CountedStatus {
  readonly status: number;
  readonly count: number;
  readonly settlement: number;
  readonly revenue: number;
  readonly fees: number;
  readonly adjustment: number;
  readonly refund: number;
  readonly reserve: number;
}

export interface RowTotals {
  readonly total: number;
  readonly counts: Readonly<Record<RowStatus, number>>;
  readonly sums: RowSums;
}

export function toTotals({ statuses, twice }: CountedRows, wanted: readonly number[]): RowTotals {
  const counts = { ...noRows };
  for (const row of statuses) counts[statusAt(row.status)] = row.count;
  const shown = statuses.filter((row) => wanted.includes(row.status));
  // As countingRows does: the newer of two values counts, unless it is set aside.
  const twiceShown = twice
    .filter(({ newer, older }) => wanted.includes(newer.status) && wanted.includes(older.status))
    .map(({ newer, older }) => (newer.status === rankOf('ignored') ? newer : older));
  const left = [...new Map(twiceShown.map((row) => [row.row_key, row])).values()];
  const sum = (pick: (row: Omit<CountedStatus, 'count'>) => number) =>
    safeMinor(
      shown.reduce((total, row) => total + pick(row), 0) - left.reduce((total, row) => total + pick(row), 0),
    );
  return {
    total: shown.reduce((total, row) => total + row.count, 0),
    counts,
    sums: {
      settlementMinor: sum((row) => row.settlement),
      revenueMinor: sum((row) => row.revenue),
      feesMinor: sum((row) => row.fees),
      adjustmentMinor: sum((row) => row.adjustment),
      refundMinor: sum((row) => row.refund),
      reserveMinor: sum((row) => row.reserve),
    },
  };
}

/** One window of the list; `total` is the number of rows the filter finds. */
export function rowWindow(
  connection: Connection,
  place: ListPlace,
  filter: RowFilter,
  window: ListWindow<RowColumn>,
  total: number,
) {
  const { sort, descending, offset, limit } = window;
  const direction = descending ? 'desc' : 'asc';
  // The newest date first is how the rows lie: no index is needed for it.
  const lies = sort === 'date' && descending;
  let rows = filteredRows(connection, place, filter, !lies && total >= few);
  const wanted = wantedRanks(filter);
  if (wanted.length < rowStatuses.length) rows = rows.where('p.status_rank', 'in', wanted);
  const key = sortKey(sortColumns[sort], total);
  const sorted = lies ? rows : rows.orderBy(key, direction);
  // Places first, from an index alone where one is walked: what is skipped is never read.
  const places = sorted
    .orderBy('p.place', lies ? 'asc' : direction)
    .select('p.place')
    .limit(limit)
    .offset(offset);
  const shown = connection.query
    .selectFrom('payment_rows as p')
    .selectAll('p')
    .where('p.place', 'in', places);
  return (lies ? shown : shown.orderBy(sql`+${sql.ref(sortColumns[sort])}`, direction)).orderBy(
    'p.place',
    lies ? 'asc' : direction,
  );
}

export function rowByKey(connection: Connection, { base }: ListPlace, rowKey: RowKey) {
  return connection.query
    .selectFrom('payment_rows as p')
    .selectAll('p')
    .where('p.row_key', '=', rowKey)
    .where('p.place', '>', base)
    .where('p.place', '<=', base + placesOfShop);
}

/** Made when a long list is first sorted so: the index every window of it walks. */
export function indexSort(connection: Connection, sort: RowColumn): void {
  const column = sortColumns[sort].slice(2);
  connection.raw.exec(
    `CREATE INDEX IF NOT EXISTS temp.payment_rows_by_${column} ON payment_rows (${column})`,
  );
}

/**
 * Few rows are found and sorted faster than an index is walked past all that do not match: the plus sign keeps SQLite
 * from walking it.
 */
export const few = 20_000;

export function sortKey(column: string, total: number): Expression<unknown> {
  return total < few ? sql`+${sql.ref(column)}` : sql.ref(column);
}

/** The rows as they are listed, with their fees by name. */
export function toListedRows(
  connection: Connection,
  shopId: ShopId,
  rows: readonly PaymentListTables['payment_rows'][],
): ListedRow[] {
  const keys = rows.map((row) => row.row_key);
  const named = connection.all(
    connection.query
      .selectFrom('settlement_rows')
      .select(['row_key', 'fees'])
      .where('shop_id', '=', shopId)
      .where(isOneOf('row_key', keys)),
  );
  const fees = new Map(named.map((row) => [row.row_key, fromJson<ListedRow['fees']>(row.fees)]));
  return rows.map((row) => ({
    rowKey: row.row_key,
    settlementId: row.settlement_id,
    rowNumber: row.row_number,
    kind: row.kind,
    type: row.type,
    id: row.id,
    relatedOrderId: row.related_order_id,
    settledOn: row.settled_on,
    currency: row.currency,
    invoiceNumber: row.invoice_number,
    paymentNumber: row.payment_number,
    settlementMinor: row.settlement_minor,
    revenueMinor: row.revenue_minor,
    feesMinor: row.fees_minor,
    adjustmentMinor: row.adjustment_minor,
    refundMinor: row.refund_minor,
    reserveMinor: row.reserve_minor,
    status: statusAt(row.status_rank),
    reason: row.reason,
    choices: rowChoices.filter((choice) => row.choices.split(',').includes(choice)),
    fees: fees.get(row.row_key) ?? [],
  }));
}

export function statusAt(rank: number): RowStatus {
  const status = rowStatuses[rank];
  if (!status) throw new RangeError(`No status has rank ${rank}`);
  return status;
}

const noRows: Record<RowStatus, number> = {
  orderNotPosted: 0,
  differs: 0,
  unknownType: 0,
  changed: 0,
  problem: 0,
  ready: 0,
  planned: 0,
  posted: 0,
  ignored: 0,
};
