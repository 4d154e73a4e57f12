import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { OrderRow } from '../../contract/orders.ts';
import { type BusinessDate, toBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { orderWords } from '../../domain/invoices/order-words.ts';
import { goodsMinor } from '../../domain/orders.ts';
import type { StoredOrder } from '../../ports/order-book.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import { loadResolver, loadShopContext } from '../shop-context.ts';
import { loadOrderFilter } from './order-filter.ts';
import { type Judge, judgeOrder, loadWordRule } from './order-word.ts';

export async function listOrders(
  deps: Deps,
  input: Input<'orders.list'>,
): Promise<Reply<Output<'orders.list'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const filter = await loadOrderFilter(deps, context.value, input);
  if (!filter.ok) return filter;
  const { sort, descending, offset, limit } = input;
  const [{ rows, totals }, counts, resolve] = await Promise.all([
    deps.books.orders.list(filter.value, { sort, descending, offset, limit }),
    deps.books.orders.countByStatus(filter.value),
    loadResolver(deps, context.value),
  ]);
  const { profile } = context.value;
  const judge: Judge = { profile, resolve, postedSince: input.postedSince };
  const today = toBusinessDate(deps.clock.now(), profile.timeZone);
  return done({ rows: rows.map((order) => toOrderRow(order, judge, today)), totals, counts });
}

/** Asked apart from the rows: it looks at every order of the filter, and rows come window by window. */
export async function countOrders(
  deps: Deps,
  input: Input<'orders.counts'>,
): Promise<Reply<Output<'orders.counts'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const filter = await loadOrderFilter(deps, context.value, input);
  if (!filter.ok) return filter;
  const rule = filter.value.rule ?? (await loadWordRule(deps, context.value, input.postedSince));
  const found = await deps.books.orders.countByWord(filter.value, rule);
  const counts = Object.fromEntries(orderWords.map((word) => [word, found.get(word) ?? 0]));
  return done({ counts: counts as Output<'orders.counts'>['counts'] }); // every word has its count
}

export function toOrderRow(stored: StoredOrder, judge: Judge, today: BusinessDate): OrderRow {
  const { order, invoice, saleOrder, creditNotes, settledMinor } = stored;
  const { recipient } = order;
  return {
    orderId: order.orderId,
    status: order.status,
    channelStatus: order.channelStatus,
    orderedOn: order.orderedOn,
    createdAt: order.createdAt,
    daysFromOrder: daysBetween(order.orderedOn, today),
    currency: order.currency,
    goodsMinor: goodsMinor(order),
    shippingMinor: order.shippingMinor,
    paidMinor: order.paidMinor,
    settledMinor,
    itemCount: order.lines.reduce((count, line) => count + line.quantity, 0),
    recipient: [recipient.name, recipient.region, recipient.country].filter((part) => part !== '').join(', '),
    ...judgeOrder(stored, judge),
    invoiceNumber: invoice?.number ?? null,
    creditNoteNumbers: creditNotes.flatMap((note) => note.number ?? []),
    saleOrderNumber: saleOrder?.number ?? null,
    postedAt: (invoice ?? saleOrder)?.postedAt ?? null,
  };
}

function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
