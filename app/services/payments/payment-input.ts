import type { InvoiceDocument } from '../../domain/documents.ts';
import type { OrderId, Reference, RowKey } from '../../domain/ids.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import type { ItemResolver } from '../../domain/mapping.ts';
import { sumMinor } from '../../domain/money.ts';
import type {
  OpenInvoice,
  PaymentInput,
  PlanCapabilities,
  RowDecision,
  UninvoicedOrder,
} from '../../domain/payments/types.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import type { StoredOrder, StoredRow } from '../../ports/books.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { loadResolver, type ShopContext } from '../shop-context.ts';
import { judgeChanges } from './counting-rows.ts';
import { type InvoiceClaims, loadInvoiceClaims } from './invoice-claims.ts';

/** Everything a payment plan is made from, and the rows it was read from. */
export interface PaymentState {
  readonly input: PaymentInput;
  readonly stored: readonly StoredRow[];
  readonly invoices: ReadonlyMap<OrderId, OpenInvoice>;
  readonly superseded: ReadonlySet<RowKey>;
}

/** How many orders are read at once. */
const chunk = 1000;

/**
 * Reads what is needed to plan the payments of a shop. Always over all open rows, not over a range: the rows of one
 * order are judged together, whatever their dates.
 */
export async function loadPaymentState(
  deps: Deps,
  context: ShopContext,
  capabilities: PlanCapabilities,
): Promise<PaymentState> {
  const { shop, profile } = context;
  const stored = await deps.books.settlements.loadRows(shop.shopId, { from: null, to: null });
  const { superseded, changes } = judgeChanges(stored);
  const open = stored.filter((one) => one.bookedBy === null && !superseded.has(one.row.key));
  const decisions = new Map<RowKey, RowDecision>();
  for (const one of open) if (one.decision) decisions.set(one.row.key, one.decision);

  const orderIds = [...new Set(stored.flatMap(({ row }) => orderIdOf(row) ?? []))];
  const invoices = new Map<OrderId, OpenInvoice>();
  const uninvoiced = new Map<OrderId, UninvoicedOrder>();
  const resolve = await loadResolver(deps, context);
  const settledParts = await loadSettledParts(deps, context);
  const claims = await loadInvoiceClaims(deps, context);
  for (let start = 0; start < orderIds.length; start += chunk) {
    for (const order of await deps.books.orders.load(shop.shopId, orderIds.slice(start, start + chunk))) {
      const invoice = toOpenInvoice(order, claims);
      if (invoice) invoices.set(order.order.orderId, invoice);
      else uninvoiced.set(order.order.orderId, toUninvoiced(order, resolve, context, settledParts));
    }
  }
  const input: PaymentInput = {
    shopName: shop.name,
    currency: shop.currency,
    capabilities,
    rows: open.map((one) => one.row),
    invoices,
    uninvoiced,
    decisions,
    typeMeanings: await deps.books.settlements.loadTypeMeanings(shop.shopId),
    changes,
    rowProblems: new Map(),
    profile,
  };
  return { input, stored, invoices, superseded };
}

/** The order a row settles; adjustments only name one. */
export function orderIdOf(row: SettlementRow): OrderId | null {
  return row.relatedOrderId;
}

function toOpenInvoice(
  { order, invoice }: StoredOrder,
  claims: ReadonlyMap<Reference, InvoiceClaims>,
): OpenInvoice | null {
  if (invoice?.state !== 'posted' || invoice.documentId === null || invoice.document.kind !== 'invoice')
    return null;
  if (invoice.document.settled !== null) return null;
  const claim = claims.get(invoice.reference);
  const totalMinor = claim?.amended?.grossMinor ?? invoice.totalMinor;
  const outstandingMinor = invoice.outstandingMinor ?? totalMinor;
  const feesToCome = claim?.amending ? totalMinor - claim.amending.grossMinor : 0;
  const claimedMinor = (claim?.pendingMinor ?? 0) + feesToCome;
  return {
    orderId: order.orderId,
    documentId: invoice.documentId,
    reference: invoice.reference,
    number: invoice.number ?? invoice.reference,
    totalMinor,
    outstandingMinor,
    claimedMinor,
    lines: claim?.amended?.lines ?? invoice.document.lines,
    // An invoice whose lines are being written must not get others before it has been knocked off.
    hasPayments: outstandingMinor !== totalMinor || claimedMinor !== 0 || Boolean(claim?.amending),
  };
}

function toUninvoiced(
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
  deps: Deps,
  { shop, profile }: ShopContext,
): Promise<ReadonlyMap<OrderId, number>> {
  const parts = new Map<OrderId, number>();
  const invoices = await deps.books.outbox.list({ shopId: shop.shopId, kinds: ['invoice'] });
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
