import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { OrderDetail, OrderDocumentView } from '../../contract/orders.ts';
import { type BusinessDate, toBusinessDate } from '../../domain/dates.ts';
import type { LedgerDocument } from '../../domain/documents.ts';
import { toOrderId, toShopId } from '../../domain/ids.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import type { ItemResolver } from '../../domain/mapping.ts';
import { lineGoodsMinor, type OrderLine } from '../../domain/orders.ts';
import type { OrderTrail, StoredOrder } from '../../ports/order-book.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import { loadResolver, loadShopContext } from '../shop-context.ts';
import { describeHistory } from './describe-history.ts';
import { toOrderRow } from './list-orders.ts';
import type { Judge } from './order-word.ts';

const historyShown = 200;

/** One order with everything that is known of it. */
export async function getOrder(deps: Deps, input: Input<'orders.get'>): Promise<Reply<Output<'orders.get'>>> {
  const shopId = toShopId(input.shopId);
  const orderId = toOrderId(input.orderId);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const [stored] = await deps.books.orders.load(shopId, [orderId]);
  if (!stored) return refuse('NOT_FOUND', `Order ${orderId} is not in the books. Fetch it first.`);
  const [resolve, trail, history] = await Promise.all([
    loadResolver(deps, context.value),
    deps.books.orders.loadTrail(shopId, orderId),
    deps.books.history.list(orderId, historyShown),
  ]);
  const { profile } = context.value;
  const judge: Judge = { profile, resolve, postedSince: input.postedSince };
  const detail: OrderDetail = {
    ...toOrderRow(stored, judge, toBusinessDate(deps.clock.now(), profile.timeZone)),
    lines: stored.order.lines.map((line) => toLineView(line, stored.order.orderedOn, resolve)),
    cancelledUnits: stored.order.cancelledUnits,
    taxMinor: stored.order.taxMinor,
    ...toPlanned(stored, judge, context.value.shop.name),
    ...toDocuments(stored, trail),
    settlements: trail.rows.map(({ typeName, ...row }) => ({ ...row, type: typeName })),
    history: history.map((line) => ({ at: line.at, event: line.event, text: describeHistory(line) })),
  };
  return done({ order: detail });
}

/** What posting would make of the order as it is now: the default action, or the kind of what stands already. */
function toPlanned(
  { order, invoice, saleOrder }: StoredOrder,
  { resolve, profile }: Judge,
  shopName: string,
): Pick<OrderDetail, 'planned' | 'plannedReason'> {
  const asked = invoice ? 'invoice' : saleOrder ? 'order' : 'default';
  const planned = planOrder(order, resolve, profile, asked, shopName);
  return 'document' in planned
    ? { planned: toView(planned.document, null, null), plannedReason: null }
    : { planned: null, plannedReason: planned.reason };
}

function toDocuments(stored: StoredOrder, trail: OrderTrail): Pick<OrderDetail, 'standing' | 'others'> {
  const standing = stored.invoice ?? stored.saleOrder;
  const isStanding = (one: StoredDocument) =>
    standing !== null &&
    one.kind === standing.kind &&
    one.reference === standing.reference &&
    one.state === standing.state;
  const applied = (one: StoredDocument) => (standing ? appliedTo(one.document, standing) : null);
  return {
    standing: standing ? toView(standing.document, standing, null) : null,
    others: trail.documents
      .filter((one) => !isStanding(one))
      .map((one) => toView(one.document, one, applied(one))),
  };
}

/** What a payment or credit note takes off the document, minor units; null when it does not name it. */
function appliedTo(document: LedgerDocument, target: StoredDocument): number | null {
  const names = (one: { readonly kind: string; readonly reference: string }) =>
    one.kind === target.kind && one.reference === target.reference;
  if (document.kind === 'creditNote') {
    return document.invoice && names(document.invoice) ? document.appliedMinor : null;
  }
  if (document.kind !== 'payment') return null;
  const parts = document.allocations.filter((allocation) => names(allocation.target));
  if (parts.length === 0) return null;
  return parts.reduce((sum, part) => sum + part.amountMinor, 0);
}

function toView(
  document: LedgerDocument,
  stored: StoredDocument | null,
  appliedMinor: number | null,
): OrderDocumentView {
  const isPayment = document.kind === 'payment';
  return {
    kind: document.kind,
    reference: document.reference,
    number: stored?.number ?? null,
    state: stored?.state ?? null,
    issuedOn: document.issuedOn,
    totalMinor: isPayment ? document.receivedMinor : document.grossMinor,
    outstandingMinor: stored?.state === 'posted' ? stored.outstandingMinor : null,
    postedAt: stored?.postedAt ?? null,
    problem: stored?.problem ?? null,
    lines: isPayment ? [] : document.lines.map(({ itemId: _, ...line }) => line),
    appliedMinor,
  };
}

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
