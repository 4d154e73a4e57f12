import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PostPaymentsResult } from '../../contract/payments.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { type Reference, toShopId } from '../../domain/ids.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { DayPlan } from '../../domain/payments/types.ts';
import type { LedgerError, LedgerResult } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { moveDocument } from '../posting/move-document.ts';
import { resolveUnknown } from '../posting/resolve-unknown.ts';
import { type SendContext, type SendOutcome, sendDocuments, targetsOf } from '../posting/send-documents.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { loadPostingContext, type ShopContext } from '../shop-context.ts';
import { compareBalances } from './compare-balances.ts';
import { isAdjustmentDocument, isDayDocument } from './day-documents.ts';
import { loadPaymentState } from './payment-input.ts';

type Result = z.infer<typeof PostPaymentsResult>;

/** Posts the payments of the given dates, or of all that are ready, as a job; dates one after the other. */
export async function postPayments(deps: Deps, ledgers: LedgerLinks, input: Input<'payments.post'>) {
  const shopId = toShopId(input.shopId);
  const context = await loadPostingContext(deps, shopId);
  if (!context.ok) return context;
  const dates = input.dates === null ? null : new Set(input.dates);
  return deps.jobs.start('payments.post', shopId, `post:${context.value.profile.ledgerId}`, (job) =>
    runPostPayments(deps, ledgers, context.value, dates, job),
  );
}

async function runPostPayments(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  dates: ReadonlySet<string> | null,
  job: JobContext,
): Promise<Reply<Result>> {
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
  const finished = await finishStarted(send, context, dates, tally);
  if (finished) return refuseLedger(finished);

  const state = await loadPaymentState(deps, context, ledger.capabilities);
  const plan = planPayments(state.input);
  const wanted = plan.days.filter((day) => dates === null || dates.has(day.settledOn));
  const ready = wanted.filter((day) => day.documents.length > 0);
  for (const day of wanted) if (day.state === 'blocked') tally.block(day.settledOn, reasonOf(day));

  const differing = await compareBalances(send, ready, state.invoices);
  if (!differing.ok) return refuseLedger(differing.error);
  let handled = 0;
  for (const day of ready) {
    if (job.cancel.aborted) break;
    job.progress(handled, ready.length, `Posting ${channelName} payment ${day.settledOn}`);
    handled += 1;
    const differs = differing.value.get(day.settledOn);
    if (differs !== undefined) {
      tally.block(day.settledOn, differs);
      continue;
    }
    const stored = await deps.books.outbox.plan(shopId, ledgerId, day.documents, deps.clock.now());
    if (!stored.ok) {
      tally.block(day.settledOn, `A part of the day is posted already (${stored.taken.join(', ')}).`);
      continue;
    }
    const references = day.documents.map(({ document }) => document.reference);
    const stop = await sendDay(send, await deps.books.outbox.load(ledgerId, references), tally);
    deps.changed(['payments', 'orders', 'documents']);
    if (stop) return refuseLedger(stop);
  }
  job.progress(handled, ready.length, tally.summary());
  return tally.isEmpty() && !job.cancel.aborted
    ? refuse('NOTHING_TO_DO', 'There is nothing to post: no date is ready.')
    : done(tally.result);
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
): Promise<LedgerError | null> {
  const { deps, ledgerId, shopId } = send;
  const byDate = new Map<BusinessDate, StoredDocument[]>();
  for (const stored of await deps.books.outbox.list({ shopId })) {
    const { issuedOn } = stored.document;
    if (stored.ledgerId !== ledgerId || stored.state === 'withdrawn' || !isDayDocument(stored)) continue;
    if (dates !== null && !dates.has(issuedOn)) continue;
    byDate.set(issuedOn, [...(byDate.get(issuedOn) ?? []), stored]);
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
    const stop = await sendDay(send, await deps.books.outbox.load(ledgerId, references), tally);
    if (stop) return stop;
  }
  return null;
}

/** Whether the ledger has one of the documents although it was refused or not confirmed at the time. */
async function isHeld(
  { ledger }: SendContext,
  documents: readonly StoredDocument[],
): Promise<LedgerResult<boolean>> {
  const left = documents.filter(({ attempts, kind }) => attempts > 0 && kind !== 'amendment');
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

/**
 * Everything the payment knocks off goes first; the payment last, when all of it has arrived. An invoice whose new
 * lines or credit note were refused is not paid yet: once it is, its lines could not be changed any more.
 */
async function sendDay(
  send: SendContext,
  documents: readonly StoredDocument[],
  tally: Tally,
): Promise<LedgerError | null> {
  const stages: StoredDocument[][] = [[], [], []];
  for (const document of documents) {
    stages[document.kind === 'amendment' ? 0 : document.kind === 'payment' ? 2 : 1]?.push(document);
  }
  const missing = new Map<Reference, StoredDocument>();
  for (const stage of stages) {
    const free: StoredDocument[] = [];
    for (const stored of stage) {
      const before = targetsOf(stored.document).flatMap(({ reference }) => missing.get(reference) ?? [])[0];
      if (before === undefined || stored.kind !== 'payment') free.push(stored);
      else tally.count({ document: stored, state: 'waiting', reason: waitingFor(before) });
    }
    const stop = await sendDocuments(send, free, (outcome) => {
      tally.count(outcome);
      if (outcome.state === 'posted') return;
      for (const { reference } of targetsOf(outcome.document.document))
        missing.set(reference, outcome.document);
    });
    if (stop) return stop;
  }
  return null;
}

function waitingFor({ reference, kind }: StoredDocument): string {
  const words = kind === 'amendment' ? 'The new lines of an invoice' : 'A credit note';
  return `${words} (${reference}) did not arrive in the ledger. The payment of the date waits for it.`;
}

interface Tally {
  readonly result: Result;
  readonly count: (outcome: SendOutcome) => void;
  block(settledOn: string, reason: string): void;
  summary(): string;
  isEmpty(): boolean;
}

function createTally(): Tally {
  const result: Result = {
    days: 0,
    payments: 0,
    creditNotes: 0,
    adjustmentDocuments: 0,
    invoices: 0,
    rejected: [],
    unknown: [],
    blocked: [],
  };
  const days = new Set<string>();
  let notSent = 0;
  return {
    result,
    count({ document, state, reason }) {
      const { reference } = document;
      if (state === 'rejected') result.rejected.push({ reference, reason: reason ?? '' });
      else if (state === 'unknown') result.unknown.push({ reference, reason: reason ?? '' });
      else if (state === 'waiting')
        result.blocked.push({ settledOn: document.document.issuedOn, reason: reason ?? '' });
      else if (state === 'stopped') notSent += 1;
      else {
        days.add(document.document.issuedOn);
        result.days = days.size;
        if (isAdjustmentDocument(document)) result.adjustmentDocuments += 1;
        else if (document.kind === 'payment') result.payments += 1;
        else if (document.kind === 'creditNote') result.creditNotes += 1;
        else if (document.kind === 'invoice') result.invoices += 1;
      }
    },
    block: (settledOn, reason) => result.blocked.push({ settledOn, reason }),
    summary() {
      const parts = [`${result.days} dates posted`];
      if (result.blocked.length > 0) parts.push(`${result.blocked.length} held`);
      if (result.rejected.length > 0) parts.push(`${result.rejected.length} documents refused`);
      if (result.unknown.length > 0) parts.push(`${result.unknown.length} documents not confirmed`);
      if (notSent > 0) parts.push(`${notSent} documents not sent`);
      return `${parts.join(', ')}.`;
    },
    isEmpty: () =>
      result.days === 0 &&
      result.blocked.length === 0 &&
      result.rejected.length === 0 &&
      result.unknown.length === 0,
  };
}

function reasonOf(day: DayPlan): string {
  const [first] = day.blockers;
  const more = day.blockers.length > 1 ? ` (and ${day.blockers.length - 1} more)` : '';
  return `${first?.message ?? 'The day does not add up.'}${more}`;
}
