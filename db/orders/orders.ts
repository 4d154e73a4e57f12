import type { DateRange } from '../../app/domain/coverage.ts';
import type { OrderId, ShopId } from '../../app/domain/ids.ts';
import type { OrderWord } from '../../app/domain/invoices/order-words.ts';
import type { Order } from '../../app/domain/orders.ts';
import { judgeVersions } from '../../app/domain/payments/row-versions.ts';
import type { RowDecision } from '../../app/domain/payments/types.ts';
import type {
  CoverageWindow,
  LineVariant,
  OrderBook,
  OrderFilter,
  StoredOrder,
  Window,
  WordRule,
} from '../../app/ports/order-book.ts';
import type { StoredDocument } from '../../app/ports/outbox.ts';
import type { Connection } from '../connection.ts';
import { isOneOf } from '../dialect.ts';
import { fromJson, safeMinor } from '../json.ts';
import { keepSums } from '../keep-sums.ts';
import { loadDocumentsOfOrders } from '../outbox/outbox-read.ts';
import type { CoverageTable } from '../schema/schema.ts';
import { createTurns } from '../turns.ts';
import { loadInvoices } from './open-invoices.ts';
import { cellFilter, cellsOf, loadCells, type OrderCell, sumCells } from './order-cells.ts';
import { filtered, windowQuery } from './order-filter.ts';
import { saveSkips } from './order-skips.ts';
import { loadTrail } from './order-trail.ts';
import { isOneLook, loadRowsAndCells } from './rows-and-cells.ts';
import { saveOrders } from './save-orders.ts';

/** The ids of a list of 100,000 orders take some megabytes: only the lists on the screens are kept. */
const keptLists = 2;

export function createOrderBook(connection: Connection): OrderBook {
  const { query } = connection;
  const inTurn = createTurns();
  const kept = keepSums(connection);
  const keptIds = keepSums(connection, keptLists);
  const keptVariants = new Map<ShopId, { newest: unknown; variants: readonly LineVariant[] }>();

  /** A filter that no index serves looks at every order: its ids are then kept in order, and windows are cut from them. */
  const loadWindow = (filter: OrderFilter, window: Window): readonly OrderId[] => {
    const ids = (part: Window) =>
      connection.all(windowQuery(connection, filter, part)).map((row) => row.order_id);
    if (!filter.rule) return ids(window);
    const { offset, limit, ...order } = window;
    const whole = { ...order, offset: 0, limit: Number.MAX_SAFE_INTEGER };
    return keptIds('ids', { ...filter, ...order }, () => ids(whole)).slice(offset, offset + limit);
  };

  /** With their words when a rule is given, or when the filter needed one anyway. */
  const cells = (filter: OrderFilter, given: WordRule | null, make?: () => OrderCell[]) => {
    const of = cellFilter(filter);
    const rule = given ?? filter.rule ?? null;
    return kept('cells', { ...of, rule }, make ?? (() => loadCells(connection, of, rule)));
  };

  /** The foot of a list is kept: only its first window brings the rows with it. */
  const loadList = (filter: OrderFilter, window: Window) => {
    if (!isOneLook(filter)) return { cells: cells(filter, null), ids: loadWindow(filter, window) };
    let ids: readonly OrderId[] | null = null;
    const found = cells(filter, null, () => {
      const both = loadRowsAndCells(connection, filter, window);
      ids = both.ids;
      return both.cells;
    });
    return { cells: found, ids: ids ?? loadWindow(filter, window) };
  };

  const load = (shopId: ShopId, orderIds: readonly OrderId[]): StoredOrder[] => {
    const bodies = connection.all(
      query
        .selectFrom('order_bodies as b')
        .innerJoin('orders as o', (join) =>
          join.onRef('o.shop_id', '=', 'b.shop_id').onRef('o.order_id', '=', 'b.order_id'),
        )
        .leftJoin('order_skips as k', (join) =>
          join.onRef('k.shop_id', '=', 'b.shop_id').onRef('k.order_id', '=', 'b.order_id'),
        )
        .select(['b.order_id', 'b.body', 'o.status_since', 'k.reason', 'k.skipped_at'])
        .where('b.shop_id', '=', shopId)
        .where(isOneOf('b.order_id', orderIds)),
    );
    const byId = new Map(bodies.map((row) => [row.order_id, row]));
    const documents = loadDocumentsOfOrders(connection, shopId, orderIds);
    const deleted = loadDeleted(connection, shopId, orderIds);
    const settled = loadSettled(connection, shopId, orderIds);
    return orderIds.flatMap((orderId) => {
      const row = byId.get(orderId);
      if (!row) return [];
      return {
        order: fromJson<Order>(row.body),
        ...toOutcome(documents.get(orderId) ?? []),
        deletedNumber: deleted.get(orderId) ?? null,
        settledMinor: settled.get(orderId) ?? null,
        statusSince: row.status_since,
        skip:
          row.reason === null || row.skipped_at === null
            ? null
            : { reason: row.reason, skippedAt: row.skipped_at },
      };
    });
  };

  return {
    saveOrders: (shopId, orders, coverage, at) =>
      inTurn(() => saveOrders(connection, shopId, orders, coverage, at)),

    async list(filter, window) {
      const { ids, cells } = loadList(filter, window);
      return { rows: load(filter.shopId, ids), totals: sumCells(cellsOf(cells, filter, null)) };
    },

    async countByStatus(filter) {
      const counts = { unpaid: 0, pending: 0, inTransit: 0, delivered: 0, completed: 0, cancelled: 0 };
      for (const { status, count } of cellsOf(cells(filter, null), filter, 'status')) counts[status] += count;
      return counts;
    },

    async countByWord(filter, rule) {
      const counts = new Map<OrderWord, number>();
      for (const { word, count } of cellsOf(cells(filter, rule), filter, 'verify'))
        if (word !== null) counts.set(word, (counts.get(word) ?? 0) + count);
      return counts;
    },

    async countByDay(shopId, range) {
      return new Map(
        connection.all(daysQuery(connection, shopId, range)).map((row) => [row.ordered_on, row.count]),
      );
    },

    async loadVariants(shopId) {
      // Variants are only ever added: the same newest one says that nothing came.
      const newest = connection.statement('SELECT max(variant_id) FROM line_variants').pluck().get();
      const known = keptVariants.get(shopId);
      if (known && known.newest === newest) return known.variants;
      const variants = readVariants(connection, shopId);
      keptVariants.set(shopId, { newest, variants });
      return variants;
    },

    async saveSkips(shopId, orderIds, reason, at) {
      return saveSkips(connection, shopId, orderIds, reason, at);
    },

    /** In the order of their dates, oldest first. */
    async listIds(filter) {
      const ids = filtered(connection, filter).select('order_id').orderBy('ordered_on').orderBy('order_id');
      return connection.all(ids).map((row) => row.order_id);
    },

    /** In the order asked; ids that are not in the books are left out. */
    async load(shopId, orderIds) {
      return load(shopId, orderIds);
    },

    async loadTrail(shopId, orderId) {
      return loadTrail(connection, shopId, orderId);
    },

    async loadInvoices(shopId, orderIds, withLines) {
      return loadInvoices(connection, shopId, orderIds, withLines);
    },

    async loadCoverage(shopId, span) {
      return connection.all(coverageQuery(connection, shopId, span)).map(toCoverage);
    },
  };
}

/** How many orders each day of a range has. */
export function daysQuery(connection: Connection, shopId: ShopId, range: DateRange) {
  return connection.query
    .selectFrom('orders')
    .select((eb) => ['ordered_on', eb.fn.countAll<number>().as('count')])
    .where('shop_id', '=', shopId)
    .where('ordered_on', '>=', range.from)
    .where('ordered_on', '<=', range.to)
    .groupBy('ordered_on');
}

export function coverageQuery(
  connection: Connection,
  shopId: ShopId,
  span: { readonly from: number; readonly to: number },
) {
  return connection.query
    .selectFrom('coverage')
    .selectAll()
    .where('shop_id', '=', shopId)
    .where('window_by', '=', 'created')
    .where('from_at', '<', span.to)
    .where('to_at', '>', span.from)
    .orderBy('from_at')
    .orderBy('to_at');
}

function readVariants(connection: Connection, shopId: ShopId): readonly LineVariant[] {
  const rows = connection.query.selectFrom('line_variants').selectAll().where('shop_id', '=', shopId);
  return connection.all(rows).map((row) => ({
    variantId: row.variant_id,
    skuId: row.sku_id,
    sellerSku: row.seller_sku,
    parts: fromJson(row.parts),
  }));
}

/**
 * Σ settlement of the order rows, each sum of money once: of versions that several files show, the newest that is
 * booked, else the newest (row-versions.ts). All versions of a row are of one order.
 */
function loadSettled(connection: Connection, shopId: ShopId, orderIds: readonly OrderId[]) {
  const rows = connection.all(
    connection.query
      .selectFrom('settlement_rows as r')
      .leftJoin('row_bookings as b', (join) =>
        join.onRef('b.shop_id', '=', 'r.shop_id').onRef('b.row_key', '=', 'r.row_key'),
      )
      .leftJoin('row_decisions as d', (join) =>
        join.onRef('d.shop_id', '=', 'r.shop_id').onRef('d.row_key', '=', 'r.row_key'),
      )
      .select([
        'r.row_key',
        'r.related_order_id',
        'r.settlement_minor',
        'r.changes_row_key',
        'b.batch_id',
        'd.decision',
      ])
      .where('r.shop_id', '=', shopId)
      .where(isOneOf('r.related_order_id', orderIds))
      .where('r.kind', '=', 'order'),
  );
  const { superseded, changes, corrected } = judgeVersions(
    rows.map((row) => ({
      key: row.row_key,
      changes: row.changes_row_key,
      isBooked: row.batch_id !== null,
      decision: row.decision === null ? null : fromJson<RowDecision>(row.decision),
    })),
  );
  const settled = new Map<OrderId, number>();
  for (const { row_key, related_order_id: orderId, settlement_minor, batch_id } of rows) {
    const isOpenChange = changes.has(row_key) && batch_id === null;
    if (orderId === null || superseded.has(row_key) || corrected.has(row_key) || isOpenChange) continue;
    settled.set(orderId, safeMinor((settled.get(orderId) ?? 0) + settlement_minor));
  }
  return settled;
}

/**
 * The number of the newest document of an order that was in the ledger and is there no more: a person deleted it
 * (design.md §5). What stands for the order now does not matter here.
 */
function loadDeleted(connection: Connection, shopId: ShopId, orderIds: readonly OrderId[]) {
  const rows = connection.all(
    connection.query
      .selectFrom('document_orders as d')
      .innerJoin('profiles as p', (join) =>
        join.onRef('p.shop_id', '=', 'd.shop_id').onRef('p.ledger_id', '=', 'd.ledger_id'),
      )
      .select(['d.order_id', 'd.number'])
      .where('d.shop_id', '=', shopId)
      .where(isOneOf('d.order_id', orderIds))
      .where('d.is_alive', '=', 0)
      .where('d.role', 'in', ['order', 'orderInvoice', 'partInvoice'])
      .where('d.posted_at', 'is not', null)
      .orderBy('d.outbox_id'),
  );
  return new Map(rows.map((row) => [row.order_id, row.number ?? '']));
}

/** An order has one open invoice, or part invoices born at settlement, of which the first stands for it. */
function toOutcome(documents: readonly { role: string; document: StoredDocument }[]) {
  const first = (...roles: string[]) => documents.find(({ role }) => roles.includes(role))?.document ?? null;
  return {
    invoice: first('orderInvoice', 'partInvoice'),
    saleOrder: first('order'),
    creditNotes: documents.filter(({ role }) => role === 'creditNote').map(({ document }) => document),
  };
}

function toCoverage(row: CoverageTable): CoverageWindow {
  return {
    by: row.window_by,
    from: row.from_at,
    to: row.to_at,
    platformCount: row.platform_count,
    storedCount: row.stored_count,
    fetchedAt: row.fetched_at,
  };
}
