import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { OrderDetail, OrderRow } from '../../contract/orders.ts';
import { type BusinessDate, toBusinessDate } from '../../domain/dates.ts';
import { toOrderId, toShopId } from '../../domain/ids.ts';
import { planInvoices, planOrder } from '../../domain/invoices/plan-invoices.ts';
import type { ItemResolver } from '../../domain/mapping.ts';
import { sumMinor } from '../../domain/money.ts';
import { goodsMinor, lineGoodsMinor, type OrderLine } from '../../domain/orders.ts';
import type { StoredOrder } from '../../ports/books.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import { loadResolver, loadShopContext, type ShopContext } from '../shop-context.ts';
import { toOrderFilter } from './order-filter.ts';
import { livingDocument, loadSelection, selectionShop } from './post-orders.ts';

export async function listOrders(
  deps: Deps,
  input: Input<'orders.list'>,
): Promise<Reply<Output<'orders.list'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const read = toOrderFilter(input, context.value.shop.currency);
  if (!read.ok) return read;
  const filter = read.value;
  const { sort, descending, offset, limit } = input;
  const [{ rows, totals }, counts, resolve] = await Promise.all([
    deps.books.orders.list(filter, { sort, descending, offset, limit }),
    deps.books.orders.countByStatus(filter),
    loadResolver(deps, context.value),
  ]);
  const today = toBusinessDate(deps.clock.now(), context.value.profile.timeZone);
  return done({
    rows: rows.map((order) => toOrderRow(order, context.value, resolve, today)),
    totals,
    counts,
  });
}

export async function getOrder(deps: Deps, input: Input<'orders.get'>): Promise<Reply<Output<'orders.get'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const [stored] = await deps.books.orders.load(toShopId(input.shopId), [toOrderId(input.orderId)]);
  if (!stored) return refuse('NOT_FOUND', `Order ${input.orderId} is not in the books. Fetch it first.`);
  const resolve = await loadResolver(deps, context.value);
  const today = toBusinessDate(deps.clock.now(), context.value.profile.timeZone);
  const history = await deps.books.history.list(input.orderId, 100);
  const detail: OrderDetail = {
    ...toOrderRow(stored, context.value, resolve, today),
    lines: stored.order.lines.map((line) => toLineView(line, stored.order.orderedOn, resolve)),
    invoice: toInvoiceView(stored, context.value, resolve),
    history: history.map((line) => ({ at: line.at, event: line.event, text: describeDetails(line.details) })),
  };
  return done({ order: detail });
}

/** What posting would make, without making it. */
export async function previewOrders(
  deps: Deps,
  input: Input<'orders.preview'>,
): Promise<Reply<Output<'orders.preview'>>> {
  const shopId = selectionShop(input.selection);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  const orders = await deps.books.orders.load(shopId, orderIds.value);
  const isPosted = (order: StoredOrder) =>
    livingDocument(order, input.action, context.value)?.state === 'posted';
  const open = orders.filter((order) => !isPosted(order)).map((order) => order.order);
  const plan = planInvoices(
    open,
    await loadResolver(deps, context.value),
    context.value.profile,
    input.action,
  );
  return done({
    orders: orders.length,
    documents: plan.documents.length,
    grossMinor: sumMinor(
      plan.documents.map(({ document }) => ('grossMinor' in document ? document.grossMinor : 0)),
    ),
    currency: context.value.shop.currency,
    alreadyPosted: orders.length - open.length,
    held: plan.held.map(({ orderId, code, reason }) => ({ orderId, code, reason })),
  });
}

function toOrderRow(
  stored: StoredOrder,
  context: ShopContext,
  resolve: ItemResolver,
  today: BusinessDate,
): OrderRow {
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
    ...verify(stored, context, resolve),
    invoiceNumber: invoice?.number ?? null,
    creditNoteNumbers: creditNotes.flatMap((note) => note.number ?? []),
    saleOrderNumber: saleOrder?.number ?? null,
  };
}

/** The one word of the row, and why. */
function verify(
  stored: StoredOrder,
  context: ShopContext,
  resolve: ItemResolver,
): Pick<OrderRow, 'verify' | 'reason'> {
  const living = stored.invoice ?? stored.saleOrder;
  if (living && living.state !== 'withdrawn') {
    if (living.state === 'posted') return { verify: stored.invoice ? 'posted' : 'orderOnly', reason: null };
    return { verify: living.state, reason: living.problem ?? stateWords[living.state] };
  }
  const planned = planOrder(stored.order, resolve, context.profile, 'default');
  if ('document' in planned) return { verify: 'ready', reason: null };
  if (planned.code === 'missing-item-code') return { verify: 'missingItem', reason: planned.reason };
  const notPostable = planned.code === 'status-skipped' || planned.code === 'cancelled';
  return { verify: notPostable ? 'notPostable' : 'held', reason: planned.reason };
}

const stateWords = {
  planned: 'Planned, not sent yet.',
  sending: 'Being sent.',
  unknown: 'Sent, not confirmed. The ledger is asked before anything is sent again.',
  rejected: 'Refused by the ledger.',
} as const;

function toLineView(
  line: OrderLine,
  orderedOn: BusinessDate,
  resolve: ItemResolver,
): OrderDetail['lines'][number] {
  const resolution = resolve(line, orderedOn);
  return {
    lineNumber: line.lineNumber,
    skuId: line.skuId,
    sellerSku: line.sellerSku,
    productName: line.productName,
    variation: line.variation,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    sellerDiscountMinor: line.sellerDiscountMinor,
    platformDiscountMinor: line.platformDiscountMinor,
    goodsMinor: line.isGift ? 0 : lineGoodsMinor(line),
    isGift: line.isGift,
    mapping: resolution.status,
    components: 'components' in resolution ? [...resolution.components] : [],
  };
}

/** The invoice as it stands in the ledger, or as it would be made. */
function toInvoiceView(
  stored: StoredOrder,
  context: ShopContext,
  resolve: ItemResolver,
): OrderDetail['invoice'] {
  const living: StoredDocument | null = stored.invoice ?? stored.saleOrder;
  const planned = living ? null : planOrder(stored.order, resolve, context.profile, 'default');
  const document = living?.document ?? (planned && 'document' in planned ? planned.document : null);
  if (!document || document.kind === 'payment' || document.kind === 'creditNote') return null;
  return {
    reference: document.reference,
    issuedOn: document.issuedOn,
    grossMinor: document.grossMinor,
    lines: document.lines.map(({ itemId: _, ...line }) => line),
    state: living?.state ?? 'preview',
  };
}

function describeDetails(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
