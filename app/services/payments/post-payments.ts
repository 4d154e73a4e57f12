import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PostPaymentsResult } from '../../contract/payments.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { settledDateOf } from '../../domain/documents.ts';
import { type Reference, type RowKey, toShopId } from '../../domain/ids.ts';
import { isLocked, toOpenDate } from '../../domain/locked-dates.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { DayPlan } from '../../domain/payments/types.ts';
import type { LedgerLock } from '../../ports/after-posting.ts';
import type { LedgerError, LedgerResult } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { describeLock } from '../posting/describe-lock.ts';
import { moveDocument } from '../posting/move-document.ts';
import { resolveUnknown } from '../posting/resolve-unknown.ts';
import { type SendContext, sendDocuments, targetsOf } from '../posting/send-documents.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { loadPostingContext, type ShopContext } from '../shop-context.ts';
import { compareBalances } from './compare-balances.ts';
import { isDayDocument } from './day-documents.ts';
import { findHeldDays } from './held-days.ts';
import { loadPaymentState } from './payment-input.ts';
import { createTally, type Tally } from './payment-tally.ts';

type Result = z.infer<typeof PostPaymentsResult>;

/** Posts the payments of the given dates, or of all that are ready, as a job; dates one after the other. */
export async function postPayments(deps: Deps, ledgers: LedgerLinks, input: Input<'payments.post'>) {
  const shopId = toShopId(input.shopId);
  const context = await loadPostingContext(deps, shopId);
  if (!context.ok) return context;
  const dates = input.dates === null ? null : new Set(input.dates);
  const { lockedDates } = input;
  return deps.jobs.start('payments.post', shopId, `post:${context.value.profile.ledgerId}`, (job) =>
    runPostPayments(deps, ledgers, context.value, { dates, lockedDates, row: null }, job),
  );
}

export interface Wanted {
  /** Null = all that are ready. */
  readonly dates: ReadonlySet<string> | null;
  readonly lockedDates: Input<'payments.post'>['lockedDates'];
  /** The one row of the dates that is posted; null = all of them. */
  readonly row: RowKey | null;
}

export async function runPostPayments(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  wanted: Wanted,
  job: JobContext,
): Promise<Reply<Result>> {
  const { dates, lockedDates } = wanted;
  const { shopId } = context.shop;
  const { ledgerId } = context.profile;
  const opened = await ledgers.open(ledgerId);
  if (!opened.ok) return opened;
  const { ledger } = opened.value;
  const send: SendContext = { deps, ledger, ledgerId, shopId, job };
  const resolved = await resolveUnknown(send);
  if (resolved.error) return refuseLedger(resolved.error);

  const channelName = deps.connectors.channelName(context.shop.channel);
  const tally = createTally();
  for (const document of resolved.stillUnknown) {
    if (!isDayDocument(document) || (dates !== null && !dates.has(settledDateOf(document.document))))
      continue;
    tally.count({ document, state: 'unknown', reason: document.problem });
  }
  const missing = await loadMissingLines(send);
  const finished = await finishStarted(send, context, dates, tally, missing);
  if (finished) return refuseLedger(finished);

  const look = () => lookAtDays(send, context, wanted);
  let days = await look();
  if (!days.ok) return refuseLedger(days.error);
  if (days.value.differing.size > 0) {
    const taken = await takeOver(send, days.value.ready, tally, missing);
    if (!taken.ok) return refuseLedger(taken.error);
    if (taken.value > 0) days = await look();
    if (!days.ok) return refuseLedger(days.error);
  }
  const lock = await deps.books.locks.load(ledgerId);
  const { ready, blocked, differing } = days.value;
  for (const day of blocked) tally.block(day.settledOn, reasonOf(day));
  let handled = 0;
  for (const day of ready) {
    if (job.cancel.aborted) {
      tally.leave(day.settledOn, 'Nothing of it was sent.');
      continue;
    }
    job.progress(handled, ready.length, `Posting ${channelName} payment ${day.settledOn}`);
    handled += 1;
    const differs = differing.get(day.settledOn);
    if (differs !== undefined) {
      tally.block(day.settledOn, differs);
      continue;
    }
    const open = lock ? openDocuments(day, lock, lockedDates) : day.documents;
    if (lock && open === null) {
      tally.block(day.settledOn, describeLock(lock));
      continue;
    }
    const stop = await planAndSend(send, { ...day, documents: open ?? [] }, tally, missing);
    if (stop) return refuseLedger(stop);
  }
  job.progress(handled, ready.length, tally.summary());
  return tally.isEmpty() && !job.cancel.aborted
    ? refuse('NOTHING_TO_DO', 'There is nothing to post: no date is ready.')
    : done(tally.result);
}

/** The documents of a date as they may be sent; null when one of them is locked and is to be held. */
function openDocuments(
  { documents }: DayPlan,
  { lockedUntil }: LedgerLock,
  lockedDates: Input<'payments.post'>['lockedDates'],
): DayPlan['documents'] | null {
  if (!documents.some(({ document }) => isLocked(document, lockedUntil))) return documents;
  if (lockedDates === 'hold') return null;
  return documents.map(({ document, source }) => ({ document: toOpenDate(document, lockedUntil), source }));
}

interface Days {
  readonly ready: readonly DayPlan[];
  readonly blocked: readonly DayPlan[];
  /** Dates whose invoices have another balance in the ledger than in the books, with a sentence that says so. */
  readonly differing: ReadonlyMap<BusinessDate, string>;
}

/** The dates as books and ledger have them now. */
async function lookAtDays(
  send: SendContext,
  context: ShopContext,
  { dates, row }: Wanted,
): Promise<LedgerResult<Days>> {
  const state = await loadPaymentState(send.deps, context, send.ledger.capabilities);
  const { input } = state;
  const rows = row === null ? input.rows : input.rows.filter(({ key }) => key === row);
  const planned = planPayments({ ...input, rows });
  const days = planned.days.filter((day) => dates === null || dates.has(day.settledOn));
  const ready = days.filter((day) => day.documents.length > 0);
  const differing = await compareBalances(send, ready, state.invoices);
  if (!differing.ok) return differing;
  const blocked = days.filter((day) => day.state === 'blocked');
  return { ok: true, value: { ready, blocked, differing: differing.value } };
}

/**
 * Dates that the ledger has documents of although the books know nothing of them: the books are an older copy than the
 * ledger. References are made from what is booked, so these documents are ours: each is found, compared and noted down,
 * and what is missing of the date is sent. The value is the number of such dates.
 */
async function takeOver(
  send: SendContext,
  days: readonly DayPlan[],
  tally: Tally,
  missing: Missing,
): Promise<LedgerResult<number>> {
  const held = await findHeldDays(send, days);
  if (!held.ok) return held;
  for (const day of days) {
    if (!held.value.has(day.settledOn) || send.job.cancel.aborted) continue;
    const stop = await planAndSend(send, day, tally, missing);
    if (stop) return { ok: false, error: stop };
  }
  return { ok: true, value: held.value.size };
}

async function planAndSend(
  send: SendContext,
  day: DayPlan,
  tally: Tally,
  missing: Missing,
): Promise<LedgerError | null> {
  const { deps, ledgerId, shopId } = send;
  const stored = await deps.books.outbox.plan(shopId, ledgerId, day.documents, deps.clock.now());
  if (!stored.ok) {
    tally.block(day.settledOn, `A part of the day is posted already (${stored.taken.join(', ')}).`);
    return null;
  }
  const references = day.documents.map(({ document }) => document.reference);
  const stop = await sendDay(send, await deps.books.outbox.load(ledgerId, references), tally, missing);
  deps.changed(['payments', 'orders', 'documents']);
  return stop;
}

/**
 * Dates that an earlier run has planned and not finished. Where nothing of a date is in the ledger, its documents are
 * taken back and planned anew with what is chosen and known today; else what is missing of it is sent.
 */
async function finishStarted(
  send: SendContext,
  context: ShopContext,
  dates: ReadonlySet<string> | null,
  tally: Tally,
  missing: Missing,
): Promise<LedgerError | null> {
  const { deps, ledgerId, shopId } = send;
  const byDate = new Map<BusinessDate, StoredDocument[]>();
  for (const stored of await deps.books.outbox.list({ shopId })) {
    const settledOn = settledDateOf(stored.document);
    if (stored.ledgerId !== ledgerId || stored.state === 'withdrawn' || !isDayDocument(stored)) continue;
    if (dates !== null && !dates.has(settledOn)) continue;
    byDate.set(settledOn, [...(byDate.get(settledOn) ?? []), stored]);
  }
  for (const documents of byDate.values()) {
    if (send.job.cancel.aborted) return null;
    const unsent = documents.filter(({ state }) => state === 'planned' || state === 'rejected');
    if (unsent.length === 0) continue;
    const held =
      unsent.length < documents.length ? { ok: true as const, value: true } : await isHeld(send, unsent);
    if (!held.ok) return held.error;
    for (const stored of unsent) {
      if (!held.value) await moveDocument(deps, stored, stored.state, 'withdrawn');
      else if (stored.state === 'rejected') await tryAgain(deps, stored, context);
    }
    if (!held.value) continue;
    const references = unsent.map(({ reference }) => reference);
    const stop = await sendDay(send, await deps.books.outbox.load(ledgerId, references), tally, missing);
    if (stop) return stop;
  }
  return null;
}

/** Whether the ledger has one of the documents although it was refused or not confirmed at the time. */
async function isHeld(
  { ledger }: SendContext,
  documents: readonly StoredDocument[],
): Promise<LedgerResult<boolean>> {
  const left = documents.filter(({ attempts }) => attempts > 0);
  // New lines of an invoice cannot be looked up. They may be there, so the date goes on as it was planned.
  if (left.some(({ kind, state }) => kind === 'amendment' && state === 'planned')) {
    return { ok: true, value: true };
  }
  for (const kind of new Set(left.map((one) => one.kind))) {
    const references = left.filter((one) => one.kind === kind).map(({ reference }) => reference);
    const there = await ledger.findByReferences(kind, references);
    if (!there.ok) return there;
    if (there.value.size > 0) return { ok: true, value: true };
  }
  return { ok: true, value: false };
}

/** A refused payment goes into the clearing account that is chosen today: the one of then may be why it was refused. */
async function tryAgain(deps: Deps, stored: StoredDocument, { profile }: ShopContext): Promise<void> {
  const { document, ledgerId, reference } = stored;
  const method = profile.clearingMethod?.code;
  const facts =
    document.kind === 'payment' && method !== undefined
      ? { kind: document.kind, document: { ...document, method } }
      : { kind: document.kind };
  await deps.books.outbox.move(ledgerId, reference, 'rejected', 'planned', facts, deps.clock.now());
}

/** What has not arrived, by the reference of the document that it changes: a payment of that one waits for it. */
type Missing = Map<Reference, StoredDocument>;

/** New lines that did not arrive stop the payments of every date: an invoice may be settled on several. */
async function loadMissingLines({ deps, ledgerId, shopId }: SendContext): Promise<Missing> {
  const states = ['planned', 'sending', 'unknown', 'rejected'] as const;
  const missing: Missing = new Map();
  for (const stored of await deps.books.outbox.list({ shopId, states, kinds: ['amendment'] })) {
    if (stored.ledgerId !== ledgerId) continue;
    for (const { reference } of targetsOf(stored.document)) missing.set(reference, stored);
  }
  return missing;
}

/**
 * Everything the payment knocks off goes first; the payment last, when all of it has arrived. An invoice whose new
 * lines or credit note did not arrive is neither credited nor paid yet: once it is, its lines could not be changed.
 */
async function sendDay(
  send: SendContext,
  documents: readonly StoredDocument[],
  tally: Tally,
  missing: Missing,
): Promise<LedgerError | null> {
  const stages: StoredDocument[][] = [[], [], []];
  for (const document of documents) {
    stages[document.kind === 'amendment' ? 0 : document.kind === 'payment' ? 2 : 1]?.push(document);
  }
  /** What waits for new lines goes on waiting on other dates; a credit note matters to the payment of its own date. */
  const missingToday: Missing = new Map();
  for (const stage of stages) {
    const free: StoredDocument[] = [];
    for (const stored of stage) {
      const before = targetsOf(stored.document)
        .flatMap(({ reference }) => missing.get(reference) ?? missingToday.get(reference) ?? [])
        .find((one) => one.reference !== stored.reference);
      if (before === undefined || stored.kind === 'amendment') free.push(stored);
      else tally.count({ document: stored, state: 'waiting', reason: waitingFor(before) });
    }
    const stop = await sendDocuments(send, free, (outcome) => {
      tally.count(outcome);
      const { document, state } = outcome;
      const waiting = document.kind === 'amendment' ? missing : missingToday;
      for (const { reference } of targetsOf(document.document)) {
        if (state !== 'posted') waiting.set(reference, document);
        else if (waiting.get(reference)?.reference === document.reference) waiting.delete(reference);
      }
    });
    if (stop) return stop;
  }
  return null;
}

function waitingFor({ reference, kind }: StoredDocument): string {
  const words = kind === 'amendment' ? 'The new lines of an invoice' : 'A credit note';
  return `${words} (${reference}) did not arrive in the ledger. The payment of the date waits for it.`;
}

function reasonOf(day: DayPlan): string {
  const [first] = day.blockers;
  const more = day.blockers.length > 1 ? ` (and ${day.blockers.length - 1} more)` : '';
  return `${first?.message ?? 'The day does not add up.'}${more}`;
}
