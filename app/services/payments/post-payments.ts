import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PostPaymentsResult } from '../../contract/payments.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { toShopId } from '../../domain/ids.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { DayPlan } from '../../domain/payments/types.ts';
import type { LedgerError } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { moveDocument } from '../posting/move-document.ts';
import { resolveUnknown } from '../posting/resolve-unknown.ts';
import { type SendContext, type SendOutcome, sendDocuments } from '../posting/send-documents.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { loadShopContext, type ShopContext } from '../shop-context.ts';
import { compareBalances } from './compare-balances.ts';
import { isAdjustmentDocument, isDayDocument } from './day-documents.ts';
import { loadPaymentState } from './payment-input.ts';

type Result = z.infer<typeof PostPaymentsResult>;

/** Posts the payments of the given dates, or of all that are ready, as a job; dates one after the other. */
export async function postPayments(deps: Deps, ledgers: LedgerLinks, input: Input<'payments.post'>) {
  const shopId = toShopId(input.shopId);
  const context = await loadShopContext(deps, shopId);
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
  const finished = await finishStarted(send, dates, tally);
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
  job.progress(ready.length, ready.length, tally.summary());
  return tally.isEmpty()
    ? refuse('NOTHING_TO_DO', 'There is nothing to post: no date is ready.')
    : done(tally.result);
}

/** Documents that were planned by an earlier run and have not left, or were refused and are tried again. */
async function finishStarted(
  send: SendContext,
  dates: ReadonlySet<string> | null,
  tally: Tally,
): Promise<LedgerError | null> {
  const { deps, ledgerId, shopId } = send;
  const open = await deps.books.outbox.list({ shopId, states: ['planned', 'rejected'] });
  const mine = open.filter(
    (one) =>
      one.ledgerId === ledgerId && isDayDocument(one) && (dates === null || dates.has(one.document.issuedOn)),
  );
  const byDate = new Map<BusinessDate, StoredDocument[]>();
  for (const document of mine) {
    if (document.state === 'rejected') {
      await moveDocument(deps, document, 'rejected', 'planned');
    }
    const { issuedOn } = document.document;
    byDate.set(issuedOn, [...(byDate.get(issuedOn) ?? []), document]);
  }
  for (const documents of byDate.values()) {
    const stop = await sendDay(send, documents, tally);
    if (stop) return stop;
  }
  return null;
}

/** Everything the payment knocks off goes first; the payment last, when all of it has arrived. */
async function sendDay(
  send: SendContext,
  documents: readonly StoredDocument[],
  tally: Tally,
): Promise<LedgerError | null> {
  const stages: StoredDocument[][] = [[], [], []];
  for (const document of documents) {
    stages[document.kind === 'amendment' ? 0 : document.kind === 'payment' ? 2 : 1]?.push(document);
  }
  for (const stage of stages) {
    const stop = await sendDocuments(send, stage, tally.count);
    if (stop) return stop;
  }
  return null;
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
  return {
    result,
    count({ document, state, reason }) {
      const { reference } = document;
      if (state === 'rejected') result.rejected.push({ reference, reason: reason ?? '' });
      else if (state !== 'posted') result.unknown.push({ reference, reason: reason ?? '' });
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
