import type { BusinessDate } from '../../domain/dates.ts';
import type { InvoiceDocument } from '../../domain/documents.ts';
import type { OrderId, Reference, RowKey } from '../../domain/ids.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import type { ItemResolver } from '../../domain/mapping.ts';
import { sumMinor } from '../../domain/money.ts';
import { toDifferenceRow } from '../../domain/payments/difference-row.ts';
import { judgeVersions } from '../../domain/payments/row-versions.ts';
import type {
  OpenInvoice,
  PaymentInput,
  PlanCapabilities,
  UninvoicedOrder,
} from '../../domain/payments/types.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import type { InvoiceStanding, StoredOrder } from '../../ports/order-book.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { loadResolver, type ShopContext } from '../shop-context.ts';
import { type InvoiceClaims, loadInvoiceClaims } from './invoice-claims.ts';

/** Everything a payment plan is made from. */
export interface PaymentState {
  readonly input: PaymentInput;
  readonly invoices: ReadonlyMap<OrderId, OpenInvoice>;
  /** Rows that later files show with other values before they were booked. */
  readonly superseded: ReadonlySet<RowKey>;
  /** Rows that stand beside the row whose money they show with other values, booked or not. */
  readonly changes: ReadonlyMap<RowKey, RowKey>;
  /** The dates it is complete for; null = every date. */
  readonly dates: readonly BusinessDate[] | null;
}

/** How many orders are read at once. */
const chunk = 1000;

/**
 * Reads what is needed to plan the payments of a shop: the rows that nothing has booked, and of their orders the
 * invoices; whole orders only where there is no invoice. Always over all dates of an order: its
 * rows are judged together. `around` narrows it to what may change with an answer on that row.
 */
export async function loadPaymentState(
  deps: Pick<Deps, 'books'>,
  context: ShopContext,
  capabilities: PlanCapabilities,
  around?: RowKey,
): Promise<PaymentState> {
  const { shop, profile } = context;
  const { settlements, orders } = deps.books;
  const { superseded, changes } = judgeVersions(await settlements.loadVersions(shop.shopId));
  const { rows, dates, ...found } = await settlements.loadOpenRows(shop.shopId, around);
  // Nearly always nothing is, and asking a set by a key of fifty letters costs more than reading it.
  const isStanding = (key: RowKey) => !superseded.has(key);
  const notReplaced = superseded.size === 0 ? rows : rows.filter(({ key }) => isStanding(key));
  const decisions = new Map([...found.decisions].filter(([key]) => isStanding(key)));
  const open = await asDifferences(deps, context, notReplaced, changes);

  const orderIds = distinctOrders(open);
  const claims = await loadInvoiceClaims(deps, context);
  const withLines = profile.feeTreatment === 'invoiceLines';
  const standing = await orders.loadInvoices(shop.shopId, orderIds, withLines);
  const invoices = new Map<OrderId, OpenInvoice>();
  for (const one of standing) invoices.set(one.orderId, toOpenInvoice(one, claims));
  const uninvoiced = await loadUninvoiced(
    deps,
    context,
    orderIds.filter((orderId) => !invoices.has(orderId)),
  );
  const input: PaymentInput = {
    shopName: shop.name,
    currency: shop.currency,
    capabilities,
    rows: open,
    invoices,
    uninvoiced,
    decisions,
    typeMeanings: await settlements.loadTypeMeanings(shop.shopId),
    changes: new Map([...changes].filter(([newer]) => decisions.get(newer)?.kind !== 'bookDifference')),
    rowProblems: new Map(),
    profile,
  };
  return { input, invoices, superseded, changes, dates };
}

function distinctOrders(rows: readonly SettlementRow[]): OrderId[] {
  const orders = new Set<OrderId>();
  for (const { relatedOrderId } of rows) if (relatedOrderId !== null) orders.add(relatedOrderId);
  return [...orders];
}

/** A row that changes another one is planned as the difference to it: the other one is booked, or is planned as well. */
async function asDifferences(
  deps: Pick<Deps, 'books'>,
  { shop }: ShopContext,
  rows: readonly SettlementRow[],
  changes: ReadonlyMap<RowKey, RowKey>,
): Promise<readonly SettlementRow[]> {
  const below = changes.size === 0 ? [] : rows.flatMap(({ key }) => changes.get(key) ?? []);
  if (below.length === 0) return rows;
  const before = await deps.books.settlements.loadRowsByKey(shop.shopId, below);
  return rows.map((row) => {
    const from = changes.get(row.key);
    const stored = from === undefined ? undefined : before.get(from);
    return stored === undefined ? row : toDifferenceRow(stored.row, row);
  });
}

function toOpenInvoice(invoice: InvoiceStanding, claims: ReadonlyMap<Reference, InvoiceClaims>): OpenInvoice {
  const { orderId, documentId, reference, totalMinor, outstandingMinor, lines } = invoice;
  const claim = claims.size === 0 ? undefined : claims.get(reference);
  const feesToCome = claim?.amending ? totalMinor - claim.amending.grossMinor : 0;
  const claimedMinor = (claim?.pendingMinor ?? 0) + feesToCome;
  return {
    orderId,
    documentId,
    reference,
    number: invoice.number ?? reference,
    totalMinor,
    outstandingMinor,
    lines,
    claimedMinor,
    // An invoice whose lines are being written must not get others before it has been knocked off.
    hasPayments: outstandingMinor !== totalMinor || claimedMinor !== 0 || Boolean(claim?.amending),
  };
}

async function loadUninvoiced(
  deps: Pick<Deps, 'books'>,
  context: ShopContext,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, UninvoicedOrder>> {
  const uninvoiced = new Map<OrderId, UninvoicedOrder>();
  if (orderIds.length === 0) return uninvoiced;
  const resolve = await loadResolver(deps, context);
  const settledParts = await loadSettledParts(deps, context);
  for (let start = 0; start < orderIds.length; start += chunk) {
    const piece = orderIds.slice(start, start + chunk);
    for (const order of await deps.books.orders.load(context.shop.shopId, piece)) {
      uninvoiced.set(order.order.orderId, toUninvoiced(order, resolve, context, settledParts));
    }
  }
  return uninvoiced;
}

export function toUninvoiced(
  { order, invoice, saleOrder }: StoredOrder,
  resolve: ItemResolver,
  context: ShopContext,
  settledParts: ReadonlyMap<OrderId, number>,
): UninvoicedOrder {
  const { orderId } = order;
  const standing =
    saleOrder?.state === 'posted' && saleOrder.document.kind === 'order' ? saleOrder.document : null;
  const open = standing ? standing.grossMinor - (settledParts.get(orderId) ?? 0) : 0;
  const base = { orderId, saleOrder: standing, openMinor: open };
  if (invoice && invoice.state !== 'posted') {
    // An open invoice on its way takes the sale order; one that was born paid takes its part of it only.
    return {
      ...(isBornPaid(invoice) ? base : { orderId, saleOrder: null, openMinor: 0 }),
      state: 'held',
      reason: invoice.problem ?? 'Its invoice has not arrived in the ledger yet.',
    };
  }
  const planned = planOrder(order, resolve, context.profile, 'default', context.shop.name);
  if ('document' in planned) return { ...base, state: 'postable', reason: 'It is not posted yet.' };
  const { code, reason } = planned;
  if (code === 'gifts-only' || code === 'sample' || code === 'no-goods')
    return { ...base, state: 'noGoods', reason };
  if (code === 'cancelled') return { ...base, state: 'cancelled', reason };
  return { ...base, state: code === 'status-skipped' ? 'postable' : 'held', reason };
}

/** What of each sale order is covered by invoices born at settlement: their goods lines. */
async function loadSettledParts(
  deps: Pick<Deps, 'books'>,
  { shop, profile }: ShopContext,
): Promise<ReadonlyMap<OrderId, number>> {
  const parts = new Map<OrderId, number>();
  const filter = { shopId: shop.shopId, kinds: ['invoice'], ofSettlement: true } as const;
  const invoices = await deps.books.outbox.list(filter);
  for (const stored of invoices) {
    const orderId = stored.orderIds[0];
    if (!orderId || stored.state === 'withdrawn' || !isBornPaid(stored)) continue;
    if (stored.ledgerId !== profile.ledgerId) continue;
    const goods = stored.document.lines.filter((line) => line.kind !== 'refund' && line.kind !== 'fee');
    parts.set(orderId, (parts.get(orderId) ?? 0) + sumMinor(goods.map((line) => line.grossMinor)));
  }
  return parts;
}

function isBornPaid(
  stored: StoredDocument,
): stored is StoredDocument & { readonly document: InvoiceDocument } {
  return stored.document.kind === 'invoice' && stored.document.settled !== null;
}
