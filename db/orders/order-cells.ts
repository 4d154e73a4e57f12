import { sql } from 'kysely';
import { matchesColumn } from '../../app/domain/column-filter.ts';
import type { OrderWord } from '../../app/domain/invoices/order-words.ts';
import type { OrderStatus } from '../../app/domain/orders.ts';
import type { OrderFilter, OrderTotals, WordRule } from '../../app/ports/order-book.ts';
import type { Connection } from '../connection.ts';
import { safeMinor } from '../json.ts';
import { filtered } from './order-filter.ts';
import { wordOf } from './order-words.ts';

/** Orders of one status and (where it was asked for) one word: how many, and their sums. */
export interface OrderCell extends OrderTotals {
  readonly status: OrderStatus;
  readonly word: OrderWord | null;
}

type Dimension = 'status' | 'verify';

/**
 * One look at the orders answers what the foot, the chips of statuses and the list of words ask: the cells of the filter
 * without its statuses and words, which going from one to another does not change.
 */
export function cellFilter(filter: OrderFilter): OrderFilter {
  const columns = filter.columns.filter(({ column }) => column !== 'status' && column !== 'verify');
  return { ...filter, status: null, columns };
}

/** Grouped by status alone, the index by status brings its groups in order. */
export function statusCellsQuery(connection: Connection, filter: OrderFilter) {
  return filtered(connection, filter)
    .select(['status', (eb) => eb.val<OrderWord | null>(null).as('word')])
    .select(sums)
    .groupBy('status');
}

export function wordCellsQuery(connection: Connection, filter: OrderFilter, rule: WordRule) {
  const rows = filtered(connection, filter)
    .select(['status', 'goods_minor', 'paid_minor', 'shipping_minor', 'item_count', wordOf(rule).as('word')])
    // A limit keeps the word from being worked out again for the grouping.
    .limit(Number.MAX_SAFE_INTEGER);
  return connection.query
    .selectFrom(rows.as('rows'))
    .select(['status', 'word'])
    .select(sums)
    .groupBy(['status', 'word']);
}

export const sums = [
  sql<number>`count(*)`.as('count'),
  sql<number>`sum(goods_minor)`.as('goods'),
  sql<number>`sum(paid_minor)`.as('paid'),
  sql<number>`sum(shipping_minor)`.as('shipping'),
  sql<number>`sum(item_count)`.as('items'),
] as const;

export function loadCells(connection: Connection, filter: OrderFilter, rule: WordRule | null): OrderCell[] {
  const rows = rule
    ? connection.all(wordCellsQuery(connection, filter, rule))
    : connection.all(statusCellsQuery(connection, filter));
  return rows.map(toCell);
}

export interface CellRow {
  readonly status: OrderStatus;
  readonly word: OrderWord | null;
  readonly count: number;
  readonly goods: number;
  readonly paid: number;
  readonly shipping: number;
  readonly items: number;
}

export function toCell(row: CellRow): OrderCell {
  return {
    status: row.status,
    word: row.word,
    count: row.count,
    goodsMinor: safeMinor(row.goods),
    paidMinor: safeMinor(row.paid),
    shippingMinor: safeMinor(row.shipping),
    itemCount: row.items,
  };
}

/** The cells that pass the filter's statuses and words, but for those of one dimension. */
export function cellsOf(
  cells: readonly OrderCell[],
  filter: OrderFilter,
  apartFrom: Dimension | null,
): OrderCell[] {
  const tests = filter.columns.filter(({ column }) => column !== apartFrom);
  return cells.filter(
    (cell) =>
      (filter.status === null || apartFrom === 'status' || cell.status === filter.status) &&
      tests.every(({ column, test }) => {
        if (column === 'status') return matchesColumn(test, cell.status);
        return column === 'verify' ? matchesColumn(test, cell.word) : true;
      }),
  );
}

export function sumCells(cells: readonly OrderCell[]): OrderTotals {
  const sum = (of: (cell: OrderCell) => number) =>
    safeMinor(cells.reduce((total, cell) => total + of(cell), 0));
  return {
    count: sum((cell) => cell.count),
    goodsMinor: sum((cell) => cell.goodsMinor),
    paidMinor: sum((cell) => cell.paidMinor),
    shippingMinor: sum((cell) => cell.shippingMinor),
    itemCount: sum((cell) => cell.itemCount),
  };
}
