import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { Change } from '../../domain/changes/types.ts';
import { toBusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { firstOpenDay } from '../../domain/locked-dates.ts';
import { toFullCreditNote } from '../../domain/undo/reverse-document.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { moveDocument } from '../posting/move-document.ts';
import { resolveUnknown } from '../posting/resolve-unknown.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { loadPostingContext, loadShopContext, type ShopContext } from '../shop-context.ts';
import { postReversal } from '../undo/post-reversal.ts';
import { amendmentsOf, toStandingInvoice } from '../undo/standing-invoices.ts';
import { findChanges } from './list-changes.ts';
import { planDelta } from './plan-delta.ts';
import { startDelta } from './post-delta.ts';

/** Settles one difference as the books and the ledger have it now: an outdated one is refused. */
export async function settleChange(
  deps: Deps,
  ledgers: LedgerLinks,
  { shopId, changeId, action, reason }: Input<'changes.settle'>,
): Promise<Reply<Output<'changes.settle'>>> {
  const context = await loadShopContext(deps, toShopId(shopId));
  if (!context.ok) return context;
  const change = await findChange(deps, ledgers, context.value, changeId);
  if (!change.ok) return change;
  if (!stepsOf(change.value).includes(action)) {
    return refuse('BAD_INPUT', 'This difference offers another step. Look at it again.');
  }
  if (action === 'ignore' && reason === '') {
    return refuse('BAD_INPUT', 'Say why the difference is left as it is: the reason is kept.');
  }
  if (action === 'postDelta') {
    return startDelta(deps, ledgers, change.value, context.value.shop.shopId, () =>
      answer(deps, context.value, change.value, action, reason),
    );
  }
  if (action === 'creditNote') return startCreditNote(deps, ledgers, change.value, reason, shopId);
  await accept(deps, context.value, change.value, action, reason);
  await answer(deps, context.value, change.value, action, reason);
  return done({ jobId: null });
}

/** The dry run of `postDelta`. */
export async function previewDelta(
  deps: Deps,
  ledgers: LedgerLinks,
  { shopId, changeId }: Input<'changes.delta'>,
): Promise<Reply<Output<'changes.delta'>>> {
  const context = await loadShopContext(deps, toShopId(shopId));
  if (!context.ok) return context;
  const change = await findChange(deps, ledgers, context.value, changeId);
  if (!change.ok) return change;
  if (change.value.offer !== 'postDelta') {
    return refuse('BAD_INPUT', 'Only a changed row can be posted as a difference.');
  }
  const planned = await planDelta(deps, ledgers, context.value, change.value);
  return planned.ok ? done({ delta: planned.value.delta }) : planned;
}

/** The offer, and what else settles it: a changed row may stay as it was booked, anything may be ignored. */
function stepsOf({ offer, cause }: Change): readonly Change['offer'][] {
  return cause === 'rowChanged' ? [offer, 'accept', 'ignore'] : [offer, 'ignore'];
}

async function findChange(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  changeId: string,
): Promise<Reply<Change>> {
  // The ledger is only asked when the difference is one with the ledger.
  for (const withLedger of [false, true]) {
    const found = await findChanges(deps, ledgers, context, withLedger);
    if (!found.ok) return found;
    const change = found.value.changes.find((one) => one.changeId === changeId);
    if (change) return done(change);
    if (found.value.notAsked !== null) return refuse('UNREACHABLE', found.value.notAsked);
  }
  return refuse('NOT_FOUND', 'This difference is not there any more, or has other values now.');
}

async function accept(
  deps: Deps,
  { shop, profile }: ShopContext,
  { cause, rowKey, document }: Change,
  action: Change['offer'],
  reason: string,
): Promise<void> {
  if (cause === 'rowChanged' && rowKey !== null) {
    const said = reason === '' ? 'Accepted as known.' : reason;
    await deps.books.settlements.saveDecision(
      shop.shopId,
      rowKey,
      { kind: 'ignore', reason: said },
      deps.clock.now(),
    );
  }
  if (cause === 'documentGone' && document && action === 'accept') {
    const gone = { ledgerId: profile.ledgerId, kind: document.kind, reference: document.reference };
    await moveDocument(deps, gone, 'posted', 'withdrawn', { problem: 'It was deleted in the ledger.' });
  }
}

async function answer(
  deps: Deps,
  { shop }: ShopContext,
  change: Change,
  action: Change['offer'],
  reason: string,
): Promise<void> {
  const answeredAt = deps.clock.now();
  await deps.books.changes.saveAnswer(shop.shopId, { change, action, reason, answeredAt });
  deps.changed(['undo', 'payments', 'orders', 'documents']);
}

async function startCreditNote(
  deps: Deps,
  ledgers: LedgerLinks,
  change: Change,
  reason: string,
  shopId: string,
): Promise<Reply<Output<'changes.settle'>>> {
  const context = await loadPostingContext(deps, toShopId(shopId));
  if (!context.ok) return context;
  const { ledgerId } = context.value.profile;
  return deps.jobs.start('changes.creditNote', context.value.shop.shopId, `post:${ledgerId}`, (job) =>
    creditInvoice(deps, ledgers, context.value, change, reason, job),
  );
}

/** A credit note of the whole invoice, through the outbox; the invoice must still be open in full. */
async function creditInvoice(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  change: Change,
  reason: string,
  job: JobContext,
): Promise<Reply<{ reference: string }>> {
  const { shop, profile } = context;
  const { ledgerId } = profile;
  const opened = await ledgers.open(ledgerId);
  if (!opened.ok) return opened;
  const send = { deps, ledger: opened.value.ledger, ledgerId, shopId: shop.shopId, job };
  const resolved = await resolveUnknown(send);
  if (resolved.error) return refuseLedger(resolved.error);
  const stored = await loadInvoice(deps, context, change);
  const all = await deps.books.outbox.list({ shopId: shop.shopId, kinds: ['amendment'] });
  const invoice = stored && toStandingInvoice(stored, amendmentsOf(stored.reference, all));
  if (!stored || !invoice || stored.outstandingMinor !== invoice.grossMinor) {
    return refuse('NOTHING_TO_DO', 'The invoice is not open in full any more. Look at the difference again.');
  }
  const lock = await deps.books.locks.load(ledgerId);
  const today = toBusinessDate(deps.clock.now(), shop.timeZone);
  const issuedOn = lock && today <= lock.lockedUntil ? firstOpenDay(lock.lockedUntil) : today;
  job.progress(0, 1, `Posting a credit note of ${invoice.number}`);
  const note = toFullCreditNote(invoice, issuedOn, `Cancelled after posting: ${invoice.number}`);
  const posted = await postReversal(send, stored, note);
  if (!posted.ok) return refuseLedger(posted.error);
  await answer(deps, context, change, 'creditNote', reason);
  job.progress(1, 1, `${invoice.number} is credited in full.`);
  return done({ reference: note.reference });
}

async function loadInvoice(
  deps: Deps,
  { profile }: ShopContext,
  { document }: Change,
): Promise<StoredDocument | null> {
  if (!document) return null;
  const loaded = await deps.books.outbox.load(profile.ledgerId, [document.reference]);
  return loaded.find(({ kind, state }) => kind === 'invoice' && state === 'posted') ?? null;
}
