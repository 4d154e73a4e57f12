import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { withdrawUnsent } from './post-orders.ts';
import { inBatches, loadSelection, selectionShop } from './selection.ts';

/**
 * Remembers that orders are not to be posted. An order whose document is in the ledger or on its way there is left
 * alone: "skipped" beside an invoice would be untrue.
 */
export async function skipOrders(
  deps: Deps,
  input: Input<'orders.skip'>,
): Promise<Reply<Output<'orders.skip'>>> {
  const shopId = selectionShop(input.selection);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  let skipped = 0;
  let leftAlone = 0;
  for (const batch of inBatches(orderIds.value)) {
    const orders = await deps.books.orders.load(shopId, batch);
    const ids: OrderId[] = [];
    for (const { order, invoice, saleOrder } of orders) {
      const living = [invoice, saleOrder].flatMap((document) => document ?? []);
      // What was planned or refused is not in the ledger: with it taken back, nothing contradicts the decision.
      const isUnsent = living.every(({ state }) => state === 'planned' || state === 'rejected');
      const isFree = isUnsent && (await withdrawAll(deps, living));
      if (isFree) ids.push(order.orderId);
    }
    const saved = await deps.books.orders.saveSkips(shopId, ids, input.reason, deps.clock.now());
    skipped += saved;
    leftAlone += orders.length - saved;
  }
  deps.changed(['orders']);
  return done({ skipped, leftAlone });
}

export async function unskipOrders(
  deps: Deps,
  input: Input<'orders.unskip'>,
): Promise<Reply<Output<'orders.unskip'>>> {
  const shopId = selectionShop(input.selection);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  const unskipped = await deps.books.orders.saveSkips(shopId, orderIds.value, null, deps.clock.now());
  deps.changed(['orders']);
  return done({ unskipped });
}

async function withdrawAll(deps: Deps, documents: readonly StoredDocument[]): Promise<boolean> {
  for (const document of documents) if (!(await withdrawUnsent(deps, document))) return false;
  return true;
}
