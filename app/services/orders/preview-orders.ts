import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { planOrder } from '../../domain/invoices/plan-invoices.ts';
import { isLocked } from '../../domain/locked-dates.ts';
import type { Deps } from '../deps.ts';
import { describeLock, toLockedView } from '../posting/describe-lock.ts';
import { done } from '../replies.ts';
import { loadResolver, loadShopContext } from '../shop-context.ts';
import { livingDocument } from './post-orders.ts';
import { inBatches, loadSelection, selectionShop } from './selection.ts';

type Preview = Output<'orders.preview'>;
type HeldGroup = Preview['held'][number];

/** Enough ids to find out what a reason is about; more are counted. */
const namedPerReason = 40;

/** What posting would make, without making it. */
export async function previewOrders(deps: Deps, input: Input<'orders.preview'>): Promise<Reply<Preview>> {
  const shopId = selectionShop(input.selection);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  const resolve = await loadResolver(deps, context.value);
  const { profile, shop } = context.value;

  const made = { invoice: { count: 0, grossMinor: 0 }, order: { count: 0, grossMinor: 0 } };
  const held = new Map<string, HeldGroup>();
  const hold = (orderId: string, code: string, reason: string) => {
    const key = `${code}\n${reason}`;
    const group = held.get(key) ?? { code, reason, count: 0, orderIds: [] };
    group.count += 1;
    if (group.orderIds.length < namedPerReason) group.orderIds.push(orderId);
    held.set(key, group);
  };
  let orders = 0;
  let alreadyPosted = 0;
  let again = 0;
  let locked = 0;
  const lock = await deps.books.locks.load(profile.ledgerId);
  for (const batch of inBatches(orderIds.value)) {
    for (const stored of await deps.books.orders.load(shopId, batch)) {
      const { order } = stored;
      orders += 1;
      const living = livingDocument(stored, input.action, context.value);
      if (living?.state === 'posted') alreadyPosted += 1;
      else if (living?.state === 'unknown' || living?.state === 'sending') {
        const reason =
          living.acceptedAt === null
            ? 'Sent, not confirmed: the ledger is asked before anything is sent.'
            : 'The ledger accepted it and has not shown it: it is looked up, and not sent again by itself.';
        hold(order.orderId, 'unknown', reason);
      } else if (stored.skip) hold(order.orderId, 'skipped', `Skipped: ${stored.skip.reason}`);
      else {
        const planned = planOrder(order, resolve, profile, input.action);
        if (!('document' in planned)) {
          hold(order.orderId, planned.code, planned.reason);
          continue;
        }
        // planOrder makes invoices and sale orders only, and both have a gross.
        const { document } = planned;
        if (document.kind !== 'invoice' && document.kind !== 'order') continue;
        if (lock && isLocked(document, lock.lockedUntil)) {
          locked += 1;
          if (input.lockedDates === 'hold') {
            hold(order.orderId, 'period-locked', describeLock(lock));
            continue;
          }
        }
        made[document.kind].count += 1;
        made[document.kind].grossMinor += document.grossMinor;
        if (!living && stored.deletedNumber !== null) again += 1;
      }
    }
  }
  const kinds = (['invoice', 'order'] as const)
    .map((kind) => ({ kind, ...made[kind] }))
    .filter(({ count }) => count > 0);
  return done({
    orders,
    documents: made.invoice.count + made.order.count,
    grossMinor: made.invoice.grossMinor + made.order.grossMinor,
    currency: shop.currency,
    kinds,
    again,
    alreadyPosted,
    locked: toLockedView(lock, locked),
    // The rarest first: what holds one order of 400 is what a person looks for.
    held: [...held.values()].sort((a, b) => a.count - b.count),
  });
}
