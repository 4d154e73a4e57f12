import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { UndoResult, UndoSelection } from '../../contract/undo.ts';
import type { UndoPlan, UndoStep } from '../../domain/undo/plan-undo.ts';
import { undoRank } from '../../domain/undo/plan-undo.ts';
import type { LedgerError } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { resolveUnknown } from '../posting/resolve-unknown.ts';
import { runPool } from '../posting/run-pool.ts';
import type { SendContext } from '../posting/send-documents.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { loadPostingContext, type ShopContext } from '../shop-context.ts';
import { keyOf, undoShop } from './load-undo.ts';
import { type PreparedUndo, prepareUndo } from './plan-undo.ts';
import { createUndoSteps } from './undo-steps.ts';

/** Carries an undo out as a job, in the lane of posting: nothing is posted to the ledger meanwhile. */
export async function runUndo(deps: Deps, ledgers: LedgerLinks, { selection }: Input<'undo.run'>) {
  const shopId = undoShop(selection);
  const context = await loadPostingContext(deps, shopId);
  if (!context.ok) return context;
  return deps.jobs.start('undo.run', shopId, `post:${context.value.profile.ledgerId}`, (job) =>
    carryOut(deps, ledgers, context.value, selection, job),
  );
}

async function carryOut(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  selection: UndoSelection,
  job: JobContext,
): Promise<Reply<UndoResult>> {
  const { ledgerId } = context.profile;
  const opened = await ledgers.open(ledgerId);
  if (!opened.ok) return opened;
  const { ledger } = opened.value;
  const send: SendContext = { deps, ledger, ledgerId, shopId: context.shop.shopId, job };
  const resolved = await resolveUnknown(send);
  if (resolved.error) return refuseLedger(resolved.error);
  job.progress(0, null, 'Asking the ledger for what is to be undone');
  const prepared = await prepareUndo(deps, context, selection, ledger.capabilities, ledger);
  if (!prepared.ok) return prepared;
  const { plan } = prepared.value;
  const all = [...plan.removable, ...plan.reversible, ...plan.byHand, ...plan.blocked];
  if (all.length === 0) return refuse('NOTHING_TO_DO', 'None of this is in the books as posted.');

  const result: UndoResult = {
    removed: 0,
    reversed: 0,
    byHand: 0,
    blocked: [...plan.blocked],
    failed: [],
    notReached: 0,
  };
  const stop = await doSteps(send, prepared.value, result);
  for (const step of plan.byHand) {
    const { kind, reference, number } = step;
    const line = { shopId: send.shopId, ledgerId, kind, reference, number, what: step.reason };
    await deps.books.worklist.add(line, deps.clock.now());
    result.byHand += 1;
  }
  deps.changed(['documents', 'orders', 'payments', 'undo']);
  job.progress(result.removed + result.reversed, all.length, summary(result));
  return stop ? refuseLedger(stop) : done(result);
}

/** Kind after kind, several documents of a kind at a time: what stands on others goes before them. */
async function doSteps(
  send: SendContext,
  prepared: PreparedUndo,
  result: UndoResult,
): Promise<LedgerError | null> {
  const { plan, documents, facts } = prepared;
  const { job, ledger, deps } = send;
  const steps = createUndoSteps(send, prepared);
  const stored = new Map(documents.chosen.map((one) => [keyOf(one), one]));
  const usersOf = new Map(facts.map((one) => [keyOf(one), one.usedBy.map(keyOf)]));
  const notDone = new Set<string>();
  const total = plan.removable.length + plan.reversible.length;
  let handled = 0;
  let stop: LedgerError | null = null;
  for (const group of inGroups(plan)) {
    await runPool(group, ledger.capabilities.concurrency, async (item) => {
      const document = stored.get(keyOf(item.step));
      if (!document) return;
      if (stop !== null || job.cancel.aborted) {
        notDone.add(keyOf(item.step));
        result.notReached += 1;
        return;
      }
      const failure = usersOf.get(keyOf(item.step))?.some((user) => notDone.has(user))
        ? 'What stands on it could not be undone, so it stays.'
        : await attempt(item, document);
      handled += 1;
      job.progress(handled, total, `Undoing ${item.step.number ?? item.step.reference}`);
      if (failure === null) return;
      notDone.add(keyOf(item.step));
      result.failed.push({ ...item.step, reason: failure });
    });
    deps.changed(['documents', 'orders', 'payments', 'undo']);
  }
  return stop;

  /** Null when it is done, else why not. */
  async function attempt(item: Item, document: StoredDocument): Promise<string | null> {
    const outcome = await (item.how === 'remove'
      ? steps.remove(document)
      : steps.reverse(document, item.reverseOn));
    if (outcome.ok) {
      result[item.how === 'remove' ? 'removed' : 'reversed'] += 1;
      return null;
    }
    if (stopping.has(outcome.error.kind)) stop = outcome.error;
    return outcome.error.message;
  }
}

/** Errors after which further documents would fail the same way. */
const stopping: ReadonlySet<LedgerError['kind']> = new Set(['auth', 'unavailable', 'rateLimited']);

type Item =
  | { readonly how: 'remove'; readonly step: UndoStep }
  | {
      readonly how: 'reverse';
      readonly step: UndoStep;
      readonly reverseOn: UndoPlan['reversible'][number]['reverseOn'];
    };

function inGroups(plan: UndoPlan): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  const add = (item: Item) => {
    const rank = undoRank(item.step.kind);
    groups[rank] = [...(groups[rank] ?? []), item];
  };
  for (const step of plan.removable) add({ how: 'remove', step });
  for (const step of plan.reversible) add({ how: 'reverse', step, reverseOn: step.reverseOn });
  return groups.filter((group) => group !== undefined);
}

function summary(result: UndoResult): string {
  const parts = [`${result.removed} ${result.removed === 1 ? 'document' : 'documents'} removed`];
  if (result.reversed > 0) parts.push(`${result.reversed} reversed`);
  if (result.byHand > 0) parts.push(`${result.byHand} on the work list`);
  if (result.blocked.length > 0) parts.push(`${result.blocked.length} blocked`);
  if (result.failed.length > 0) parts.push(`${result.failed.length} not undone`);
  if (result.notReached > 0) parts.push(`${result.notReached} not reached`);
  return `${parts.join(', ')}.`;
}
