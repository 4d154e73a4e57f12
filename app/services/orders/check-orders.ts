import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { CheckOrdersResult } from '../../contract/orders.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { withdrawDeleted } from '../posting/find-deleted.ts';
import { done, refuseLedger } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { inBatches, loadSelection, selectionShop } from './selection.ts';

/** Looks up, as a job, whether what was posted for orders is still in the ledger. Writes nothing there. */
export async function checkOrders(deps: Deps, ledgers: LedgerLinks, input: Input<'orders.check'>) {
  const shopId = selectionShop(input.selection);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  const { ledgerId } = context.value.profile;
  return deps.jobs.start('orders.check', shopId, `post:${ledgerId}`, async (job) => {
    const opened = await ledgers.open(ledgerId);
    if (!opened.ok) return opened;
    const send = { deps, ledger: opened.value.ledger, ledgerId, shopId, job };
    const result: z.infer<typeof CheckOrdersResult> = { checked: 0, deleted: [] };
    let passed = 0;
    for (const batch of inBatches(orderIds.value)) {
      if (job.cancel.aborted) break;
      job.progress(passed, orderIds.value.length, 'Looking up in the ledger what was posted');
      const orders = await deps.books.orders.load(shopId, batch);
      const standing = orders.flatMap(({ invoice, saleOrder }) => invoice ?? saleOrder ?? []);
      const outcome = await withdrawDeleted(send, standing);
      if (outcome.error) return refuseLedger(outcome.error);
      result.checked += standing.filter(({ state }) => state === 'posted').length;
      for (const { orderIds: ids, number, reference } of outcome.withdrawn)
        result.deleted.push({ orderId: ids[0] ?? reference, number: number ?? reference });
      passed += batch.length;
      if (outcome.withdrawn.length > 0) deps.changed(['orders', 'documents', 'payments']);
    }
    job.progress(passed, orderIds.value.length, 'Looked up');
    return done(result);
  });
}
