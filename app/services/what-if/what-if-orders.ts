import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import type { Deps } from '../deps.ts';
import { livingDocument } from '../orders/post-orders.ts';
import { inBatches, loadSelection, selectionShop } from '../orders/selection.ts';
import { done } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { leave, openVariants, report } from './variants.ts';

/**
 * Totals of the documents of a selection. Every order is planned whether it is posted or not, so that the variants are
 * of the same orders; what stands in the ledger is beside them.
 */
export async function whatIfOrders(
  deps: Deps,
  input: Input<'whatIf.orders'>,
): Promise<Reply<Output<'whatIf.orders'>>> {
  const shopId = selectionShop(input.selection);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  const variants = await openVariants(deps, context.value, input);
  if (!variants.ok) return variants;
  const { saved, changed, posted } = variants.value;
  for (const batch of inBatches(orderIds.value)) {
    for (const stored of await deps.books.orders.load(shopId, batch)) {
      const living = livingDocument(stored, input.action, context.value);
      if (living?.state === 'posted') posted.add(living.document);
      for (const variant of changed ? [saved, changed] : [saved]) {
        if (stored.skip && !living) {
          leave(variant, `Skipped: ${stored.skip.reason}`);
          continue;
        }
        const { profile, shop } = variant.context;
        const planned = planOrder(stored.order, variant.resolve, profile, input.action, shop.name);
        if ('document' in planned) variant.totals.add(planned.document);
        else leave(variant, planned.reason);
      }
    }
  }
  return done(report(variants.value, 0));
}
