import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PostOrdersResult } from '../../contract/orders.ts';
import type { LedgerDocument, PlannedDocument } from '../../domain/documents.ts';
import type { OrderId } from '../../domain/ids.ts';
import { planInvoices, planOrder } from '../../domain/invoices/plan-invoices.ts';
import { isLocked, toOpenDate } from '../../domain/locked-dates.ts';
import type { StoredOrder } from '../../ports/order-book.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { describeLock } from '../posting/describe-lock.ts';
import { withdrawDeleted } from '../posting/find-deleted.ts';
import { moveDocument } from '../posting/move-document.ts';
import { resolveUnknown } from '../posting/resolve-unknown.ts';
import { type SendContext, sendDocuments } from '../posting/send-documents.ts';
import { done, refuseLedger } from '../replies.ts';
import { loadPostingContext, loadResolver, type ShopContext } from '../shop-context.ts';
import { inBatches, loadSelection, selectionShop } from './selection.ts';

type Asked = Input<'orders.post'>['action'];
type Result = z.infer<typeof PostOrdersResult>;

/** The document that stands for an order in the ledger under the action asked for. */
export function livingDocument(
  order: StoredOrder,
  asked: Asked,
  context: ShopContext,
): StoredDocument | null {
  const wantsInvoice =
    context.profile.invoiceTiming === 'onPost' &&
    (asked === 'default' ? context.profile.defaultActions[order.order.status] : asked) !== 'order';
  return order.invoice ?? (wantsInvoice ? null : order.saleOrder);
}

/** Posts orders as a job: plans what is new, stores the plan, sends it, and says per order what became of it. */
export async function postOrders(deps: Deps, ledgers: LedgerLinks, input: Input<'orders.post'>) {
  const shopId = selectionShop(input.selection);
  const context = await loadPostingContext(deps, shopId);
  if (!context.ok) return context;
  const orderIds = await loadSelection(deps, context.value, input.selection);
  if (!orderIds.ok) return orderIds;
  return deps.jobs.start('orders.post', shopId, `post:${context.value.profile.ledgerId}`, (job) =>
    runPostOrders(deps, ledgers, context.value, orderIds.value, input, job),
  );
}

export async function runPostOrders(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  orderIds: readonly OrderId[],
  { action: asked, lockedDates }: Pick<Input<'orders.post'>, 'action' | 'lockedDates'>,
  job: JobContext,
): Promise<Reply<Result>> {
  const { shopId } = context.shop;
  const { ledgerId } = context.profile;
  const opened = await ledgers.open(ledgerId);
  if (!opened.ok) return opened;
  const send: SendContext = { deps, ledger: opened.value.ledger, ledgerId, shopId, job };
  const resolved = await resolveUnknown(send);
  if (resolved.error) return refuseLedger(resolved.error);

  const result: Result = { posted: 0, alreadyPosted: 0, held: [], rejected: [], unknown: [] };
  const resolve = await loadResolver(deps, context);
  const lock = await deps.books.locks.load(ledgerId);
  const dated = (document: LedgerDocument): LedgerDocument =>
    lockedDates === 'hold' ? document : toOpenDate(document, lock?.lockedUntil ?? null);
  /** What is planned has not left. It goes as it stands only when it would be planned the same today. */
  const isUpToDate = ({ order }: StoredOrder, living: StoredDocument): boolean => {
    const planned = planOrder(order, resolve, context.profile, asked, context.shop.name);
    return (
      'document' in planned && JSON.stringify(dated(planned.document)) === JSON.stringify(living.document)
    );
  };
  let handled = 0;
  let notSent = 0;
  let start = 0;
  for (const batch of inBatches(orderIds)) {
    if (job.cancel.aborted) break;
    const orders = await deps.books.orders.load(shopId, batch);
    const known = orders.flatMap((order) => livingDocument(order, asked, context) ?? []);
    const deleted = await withdrawDeleted(send, known);
    if (deleted.error) return refuseLedger(deleted.error);
    const gone = new Set(deleted.withdrawn.map((document) => document.reference));

    const fresh: StoredOrder[] = [];
    const waiting: StoredDocument[] = [];
    for (const order of orders) {
      const living = livingDocument(order, asked, context);
      if (order.skip && !living) {
        const reason = `Skipped: ${order.skip.reason}`;
        result.held.push({ orderId: order.order.orderId, code: 'skipped', reason });
      } else if (!living || gone.has(living.reference)) {
        // An invoice brings its own sale order: one that has not left is not needed any more.
        if (!living && order.saleOrder) await withdrawUnsent(deps, order.saleOrder);
        fresh.push(order);
      } else if (living.state === 'planned' && isUpToDate(order, living)) waiting.push(living);
      else if (await withdrawUnsent(deps, living)) fresh.push(order);
      else if (living.state === 'posted') result.alreadyPosted += 1;
      else
        result.unknown.push({
          orderId: order.order.orderId,
          reason: living.problem ?? 'Sent, not confirmed.',
        });
    }
    const plan = planInvoices(
      fresh.map((order) => order.order),
      resolve,
      context.profile,
      asked,
      context.shop.name,
    );
    result.held.push(...plan.held.map(({ orderId, code, reason }) => ({ orderId, code, reason })));
    const documents: PlannedDocument[] = [];
    for (const { document, source } of plan.documents) {
      const open = dated(document);
      if (!lock || !isLocked(open, lock.lockedUntil)) documents.push({ document: open, source });
      else {
        const orderId = source.orderIds[0] ?? document.reference;
        result.held.push({ orderId, code: 'period-locked', reason: describeLock(lock) });
      }
    }
    const { planned, taken } = await storePlan(send, documents);
    result.held.push(...taken);
    const stop = await sendDocuments(send, [...waiting, ...planned], (outcome) => {
      handled += 1;
      const orderId = outcome.document.orderIds[0] ?? outcome.document.reference;
      const reason = outcome.reason ?? '';
      if (outcome.state === 'posted') result.posted += 1;
      else if (outcome.state === 'rejected') result.rejected.push({ orderId, reason });
      else if (outcome.state === 'unknown') result.unknown.push({ orderId, reason });
      else if (outcome.state === 'waiting') result.held.push({ orderId, code: 'period-locked', reason });
      else notSent += 1;
      job.progress(start + handled, orderIds.length, `Posting order ${orderId}`);
    });
    start += batch.length;
    handled = 0;
    deps.changed(['orders', 'documents', 'payments']);
    if (stop) return refuseLedger(stop);
  }
  const reached = job.cancel.aborted ? result.posted + result.alreadyPosted : orderIds.length;
  job.progress(reached, orderIds.length, summary(result, notSent));
  return done(result);
}

/** Takes back what the ledger does not have: planned and never sent, or refused. True when it was. */
export async function withdrawUnsent(deps: Deps, document: StoredDocument): Promise<boolean> {
  const { state } = document;
  return (
    (state === 'planned' || state === 'rejected') && (await moveDocument(deps, document, state, 'withdrawn'))
  );
}

async function storePlan(
  send: SendContext,
  documents: readonly PlannedDocument[],
): Promise<{ readonly planned: readonly StoredDocument[]; readonly taken: Result['held'] }> {
  if (documents.length === 0) return { planned: [], taken: [] };
  const { deps, ledgerId, shopId } = send;
  const stored = await deps.books.outbox.plan(shopId, ledgerId, documents, deps.clock.now());
  const taken = new Set(stored.ok ? [] : stored.taken);
  const free = documents.filter(({ document }) => !taken.has(document.reference));
  // The reference of some of them is in use in the ledger: the rest is planned without these.
  if (!stored.ok && free.length > 0) await deps.books.outbox.plan(shopId, ledgerId, free, deps.clock.now());
  const references = free.map(({ document }) => document.reference);
  const loaded = await deps.books.outbox.load(ledgerId, references);
  return {
    planned: loaded.filter((document) => document.state === 'planned'),
    taken: documents.flatMap(({ document, source }) =>
      taken.has(document.reference) ? [toTaken(document.reference, source.orderIds[0])] : [],
    ),
  };
}

function toTaken(reference: string, orderId: OrderId | undefined): Result['held'][number] {
  return {
    orderId: orderId ?? reference,
    code: 'reference-taken',
    reason: `The ledger has a document with the reference ${reference} from another order or shop. Give this shop a number prefix of its own in the posting profile.`,
  };
}

function summary(result: Result, notSent: number): string {
  const parts = [`${result.posted} posted`];
  if (result.alreadyPosted > 0) parts.push(`${result.alreadyPosted} posted earlier`);
  if (result.held.length > 0) parts.push(`${result.held.length} held`);
  if (result.rejected.length > 0) parts.push(`${result.rejected.length} refused`);
  if (result.unknown.length > 0) parts.push(`${result.unknown.length} sent, not confirmed`);
  if (notSent > 0) parts.push(`${notSent} not sent`);
  return `${parts.join(', ')}.`;
}
