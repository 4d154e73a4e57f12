import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type BusinessDate, isTimeZone, toBusinessDate } from '../../domain/dates.ts';
import { type OrderId, toShopId } from '../../domain/ids.ts';
import { planAgeing, type UnsettledOrder } from '../../domain/tieout/ageing.ts';
import { planCutOff } from '../../domain/tieout/cut-off.ts';
import {
  judgeOrder,
  type LedgerStatus,
  type MatrixOrder,
  planMatrix,
} from '../../domain/tieout/state-matrix.ts';
import type { OrderStanding } from '../../ports/order-standings.ts';
import type { Deps } from '../deps.ts';
import { countingRows } from '../payments/counting-rows.ts';
import { done, refuse } from '../replies.ts';
import { loadShopContext, type ShopContext } from '../shop-context.ts';
import { toRange } from './scope.ts';

interface Standing {
  readonly standing: OrderStanding;
  readonly order: MatrixOrder;
}

interface Standings {
  readonly context: ShopContext;
  readonly today: BusinessDate;
  readonly all: readonly Standing[];
}

type RangeInput = Pick<Input<'standings.matrix'>, 'shopId' | 'from' | 'to'>;

export async function reportMatrix(
  deps: Deps,
  input: Input<'standings.matrix'>,
): Promise<Reply<Output<'standings.matrix'>>> {
  const loaded = await loadStandings(deps, input);
  if (!loaded.ok) return loaded;
  const { context, today, all } = loaded.value;
  const cells = planMatrix(
    all.map(({ order }) => order),
    today,
  );
  return done({ currency: context.shop.currency, today, cells: cells.map((cell) => ({ ...cell })) });
}

export async function listStandings(
  deps: Deps,
  input: Input<'standings.orders'>,
): Promise<Reply<Output<'standings.orders'>>> {
  const loaded = await loadStandings(deps, input);
  if (!loaded.ok) return loaded;
  const { today, all } = loaded.value;
  const inBucket = input.late === null ? null : idsOfBucket(all, input.late, today);
  const found = all
    .map(({ standing, order }) => ({ standing, order, action: judgeOrder(order, today) }))
    .filter(
      ({ order, action }) =>
        (input.status === null || order.status === input.status) &&
        (input.ledger === null || order.ledger === input.ledger) &&
        (input.action === null || action === input.action) &&
        (inBucket === null || inBucket.has(order.orderId)),
    );
  const shown = found.slice(input.offset, input.offset + input.limit);
  return done({
    rows: shown.map(({ standing, order, action }) => ({
      orderId: order.orderId,
      status: order.status,
      ledger: order.ledger,
      action,
      orderedOn: standing.orderedOn,
      dueFrom: order.dueFrom,
      goodsMinor: order.goodsMinor,
      invoicedMinor: standing.invoicedMinor,
      outstandingMinor: standing.outstandingMinor,
      settledMinor: order.settledMinor,
      refundMinor: order.refundMinor,
      creditedMinor: order.creditedMinor,
    })),
    total: found.length,
    goodsMinor: found.reduce((sum, { order }) => sum + order.goodsMinor, 0),
  });
}

export async function reportAgeing(
  deps: Deps,
  input: Input<'standings.ageing'>,
): Promise<Reply<Output<'standings.ageing'>>> {
  const loaded = await loadStandings(deps, input);
  if (!loaded.ok) return loaded;
  const { context, today, all } = loaded.value;
  const buckets = planAgeing(unsettledOf(all), input.termDays, today);
  return done({
    currency: context.shop.currency,
    buckets: buckets.map(({ orders, ...bucket }) => ({
      ...bucket,
      orderIds: [...orders],
      orders: orders.length,
    })),
  });
}

/** Delivered, and no file has brought their money. */
function unsettledOf(all: readonly Standing[]): readonly UnsettledOrder[] {
  return all
    .filter(
      ({ order }) =>
        (order.status === 'delivered' || order.status === 'completed') && order.settledMinor === null,
    )
    .map(({ order }) => ({
      orderId: order.orderId,
      deliveredOn: order.dueFrom,
      goodsMinor: order.goodsMinor,
    }));
}

function idsOfBucket(
  all: readonly Standing[],
  { termDays, to }: NonNullable<Input<'standings.orders'>['late']>,
  today: BusinessDate,
): ReadonlySet<OrderId> {
  const buckets = planAgeing(unsettledOf(all), termDays, today);
  return new Set(buckets.find((bucket) => bucket.to === to)?.orders);
}

export async function reportCutOff(
  deps: Deps,
  input: Input<'standings.cutOff'>,
): Promise<Reply<Output<'standings.cutOff'>>> {
  if (!isTimeZone(input.timeZone)) {
    return refuse('BAD_INPUT', `“${input.timeZone}” is not a time zone. Choose one such as Europe/London.`);
  }
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const orders = await deps.books.standings.loadStandings(shop.shopId, toRange(input));
  const plan = planCutOff(
    orders.filter((order) => order.status !== 'cancelled' && order.status !== 'unpaid'),
    profile.timeZone,
    input.timeZone,
  );
  return done({
    currency: shop.currency,
    booksZone: profile.timeZone,
    timeZone: plan.timeZone,
    shifts: plan.shifts.map((shift) => ({ ...shift })),
    moved: plan.moved.map(({ orderId, createdAt, goodsMinor, dateHere, dateThere }) => ({
      orderId,
      createdAt,
      goodsMinor,
      dateHere,
      dateThere,
    })),
  });
}

/** Orders of the range with their documents and with all rows that settle them, whenever those were settled. */
async function loadStandings(deps: Deps, input: RangeInput): Promise<Reply<Standings>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const settled = await sumRows(deps, input.shopId);
  const standings = await deps.books.standings.loadStandings(shop.shopId, toRange(input));
  const all = standings.map((standing): Standing => {
    const rows = settled.get(standing.orderId);
    return {
      standing,
      order: {
        orderId: standing.orderId,
        status: standing.status,
        ledger: toLedgerStatus(standing),
        goodsMinor: standing.goodsMinor,
        settledMinor: rows?.settledMinor ?? null,
        refundMinor: rows?.refundMinor ?? 0,
        creditedMinor: standing.creditedMinor,
        unbookedRows: rows?.unbooked ?? 0,
        dueFrom:
          standing.deliveredAt === null
            ? standing.orderedOn
            : toBusinessDate(standing.deliveredAt, profile.timeZone),
        isPosted:
          standing.isBillable &&
          profile.defaultActions[standing.status] !== 'skip' &&
          isOpenTo(standing, context.value),
      },
    };
  });
  return done({ context: context.value, today: toBusinessDate(deps.clock.now(), profile.timeZone), all });
}

function isOpenTo({ orderedOn }: OrderStanding, { profile }: ShopContext): boolean {
  return profile.invoiceFrom === null || orderedOn >= profile.invoiceFrom;
}

interface Settled {
  settledMinor: number;
  refundMinor: number;
  unbooked: number;
}

async function sumRows(deps: Deps, shopId: string): Promise<ReadonlyMap<OrderId, Settled>> {
  const stored = await deps.books.settlements.loadRows(toShopId(shopId), { from: null, to: null });
  const byOrder = new Map<OrderId, Settled>();
  for (const { row, bookedBy } of countingRows(stored)) {
    if (row.kind !== 'order' || row.relatedOrderId === null) continue;
    const sums = byOrder.get(row.relatedOrderId) ?? { settledMinor: 0, refundMinor: 0, unbooked: 0 };
    sums.settledMinor += row.settlementMinor;
    sums.refundMinor += row.refundMinor;
    if (bookedBy === null) sums.unbooked += 1;
    byOrder.set(row.relatedOrderId, sums);
  }
  return byOrder;
}

/** What the ledger has of an order; an invoice cleared by credit notes alone is credited, not paid. */
function toLedgerStatus(standing: OrderStanding): LedgerStatus {
  const { invoicedMinor, outstandingMinor, creditedMinor } = standing;
  if (standing.isUnderWay) return 'underWay';
  if (invoicedMinor === null) return standing.hasSaleOrder ? 'order' : 'none';
  if (creditedMinor > 0 && outstandingMinor === 0 && creditedMinor >= invoicedMinor) return 'credited';
  if (outstandingMinor === 0) return 'paid';
  return outstandingMinor === invoicedMinor ? 'open' : 'partPaid';
}
