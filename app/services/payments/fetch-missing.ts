import { type OrderId, type ShopId, toShopId } from '../../domain/ids.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { fetchOrdersById } from '../orders/fetch-orders.ts';
import { runPostOrders } from '../orders/post-orders.ts';
import { done, refuse } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { loadCapabilities } from './capabilities.ts';
import { missingOrders } from './missing-orders.ts';
import { loadPaymentState } from './payment-input.ts';

/**
 * The one action for red rows: fetches the orders that settlement rows name and the books do not have, then posts
 * every one of these orders that can be posted. A settled order is a sale: it is posted whatever its status says by
 * default, except where the profile asks for a sales order first.
 */
export async function fetchMissing(deps: Deps, shops: ShopLinks, ledgers: LedgerLinks, shop: string) {
  const shopId: ShopId = toShopId(shop);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const capabilities = await loadCapabilities(ledgers, context.value);
  if (!capabilities.ok) return capabilities;
  const { profile } = context.value;
  return deps.jobs.start('payments.fetchMissing', shopId, `post:${profile.ledgerId}`, async (job) => {
    const state = await loadPaymentState(deps, context.value, capabilities.value);
    const missing = missingOrders(planPayments(state.input).days);
    if (missing.size === 0) return refuse('NOTHING_TO_DO', 'No order is missing.');
    const orderIds = [...missing];
    job.progress(0, orderIds.length, `Fetching ${orderIds.length} missing orders`);
    const unknown = orderIds.filter((orderId) => !state.input.uninvoiced.has(orderId));
    if (unknown.length > 0) {
      const fetched = await fetchOrdersById(deps, shops, shopId, unknown);
      if (!fetched.ok) return fetched;
    }
    const action = profile.invoiceTiming === 'onSettlement' ? 'order' : 'invoice';
    const asked = { action, lockedDates: 'hold' } as const;
    const posted = await runPostOrders(deps, ledgers, context.value, orderIds, asked, job);
    if (!posted.ok) return posted;
    const known = new Set((await deps.books.orders.load(shopId, orderIds)).map(({ order }) => order.orderId));
    const lost = orderIds.filter((orderId) => !known.has(orderId));
    if (lost.length > 0)
      job.progress(orderIds.length, orderIds.length, `${lost.length} orders were not found.`);
    const held = lost.map((orderId) => ({ orderId, code: 'not-found', reason: notFound(orderId) }));
    return done({ ...posted.value, held: [...posted.value.held, ...held] });
  });
}

function notFound(orderId: OrderId): string {
  return `The marketplace does not know order ${orderId} of this shop. Check that the file belongs to the shop.`;
}
