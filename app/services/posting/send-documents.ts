import type { DocumentTarget, LedgerDocument } from '../../domain/documents.ts';
import type { LedgerId, ShopId } from '../../domain/ids.ts';
import { isLocked } from '../../domain/locked-dates.ts';
import type { PostingState } from '../../domain/posting-states.ts';
import type { LedgerLock } from '../../ports/after-posting.ts';
import type { Ledger, LedgerError } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { describeLock, describeLockedLines } from './describe-lock.ts';
import { moveDocument } from './move-document.ts';
import { runPool } from './run-pool.ts';

/** How one document fared. `stopped` = not tried, because the ledger cannot be used now or the job was cancelled. */
export interface SendOutcome {
  readonly document: StoredDocument;
  readonly state: 'posted' | 'rejected' | 'unknown' | 'waiting' | 'stopped';
  readonly reason: string | null;
}

export interface SendContext {
  readonly deps: Deps;
  readonly ledger: Ledger;
  readonly ledgerId: LedgerId;
  readonly shopId: ShopId;
  readonly job: JobContext;
}

/** Errors after which further documents would fail the same way: the batch stops, nothing is lost. */
const stopping: ReadonlySet<LedgerError['kind']> = new Set(['auth', 'unavailable', 'rateLimited']);

/**
 * Sends planned documents, as many side by side as the ledger looks up together. Each one is marked `sending` before it
 * leaves and gets its outcome after; whatever happens in between is found again by its reference.
 */
export async function sendDocuments(
  context: SendContext,
  documents: readonly StoredDocument[],
  onOutcome: (outcome: SendOutcome) => void,
): Promise<LedgerError | null> {
  let stop: LedgerError | null = null;
  const lock = await context.deps.books.locks.load(context.ledgerId);
  const mayLeave = () => stop === null && !context.job.cancel.aborted;
  const stopped = (document: StoredDocument): SendOutcome => ({
    document,
    state: 'stopped',
    reason: stop?.message ?? 'Cancelled before it was sent.',
  });
  await runPool(documents, context.ledger.capabilities.together, async (document) => {
    if (!mayLeave()) {
      onOutcome(stopped(document));
      return;
    }
    const locked = lock && (await whyLocked(context, document.document, lock));
    if (locked) {
      onOutcome({ document, state: 'waiting', reason: locked });
      return;
    }
    const result = await sendOne(context, document, mayLeave);
    if (result?.stop) stop = result.stop;
    onOutcome(result?.outcome ?? stopped(document));
  });
  return stop;
}

/** Nothing dated up to the lock leaves, whoever planned it. New lines stand on the date of their invoice. */
async function whyLocked(
  { deps, ledgerId }: SendContext,
  document: LedgerDocument,
  lock: LedgerLock,
): Promise<string | null> {
  if (isLocked(document, lock.lockedUntil)) return describeLock(lock);
  if (document.kind !== 'amendment') return null;
  const invoices = await deps.books.outbox.load(ledgerId, [document.invoice.reference]);
  const invoice = invoices.find(({ kind }) => kind === 'invoice')?.document;
  return invoice && isLocked(invoice, lock.lockedUntil) ? describeLockedLines(lock) : null;
}

/** Null when it may not leave any more once its turn has come: it stays planned. */
async function sendOne(
  { deps, ledger, ledgerId }: SendContext,
  stored: StoredDocument,
  mayLeave: () => boolean,
): Promise<{ outcome: SendOutcome; stop?: LedgerError } | null> {
  const move = (from: PostingState, to: PostingState, facts: Parameters<typeof moveDocument>[4] = {}) =>
    moveDocument(deps, stored, from, to, facts);
  const resolved = await resolveTargets(deps, ledgerId, stored.document);
  if (!resolved.ok) {
    return { outcome: { document: stored, state: 'waiting', reason: `Waits for ${resolved.missing}.` } };
  }
  /** Null before its turn has come; false = it is not ours to send. What has left once goes on to its end. */
  let claim: Promise<boolean> | null = null;
  const leave = () => {
    claim ??= move('planned', 'sending');
    return claim;
  };
  const posted = await ledger.postDocument(resolved.document, async () =>
    claim !== null || mayLeave() ? leave() : false,
  );
  if (!posted.ok && posted.error.kind === 'withheld' && claim === null) return null;
  // Found in the ledger, or refused before it left: the same steps are written down.
  if (!(await leave())) {
    return { outcome: { document: stored, state: 'stopped', reason: 'Another job is sending it.' } };
  }
  if (posted.ok) {
    await move('sending', 'posted', { posted: posted.value });
    return { outcome: { document: stored, state: 'posted', reason: null } };
  }
  const { error } = posted;
  if (error.kind === 'unknownOutcome') {
    await move('sending', 'unknown', { problem: error.message, accepted: error.accepted === true });
    return { outcome: { document: stored, state: 'unknown', reason: error.message } };
  }
  if (stopping.has(error.kind)) {
    await move('sending', 'planned', { problem: error.message });
    return { outcome: { document: stored, state: 'stopped', reason: error.message }, stop: error };
  }
  await move('sending', 'rejected', { problem: error.message });
  return { outcome: { document: stored, state: 'rejected', reason: error.message } };
}

type Resolved =
  | { readonly ok: true; readonly document: LedgerDocument }
  | { readonly ok: false; readonly missing: string };

/** Gives every target its ledger id. A document that stands on one that is not posted yet waits for it. */
async function resolveTargets(deps: Deps, ledgerId: LedgerId, document: LedgerDocument): Promise<Resolved> {
  const wanted = targetsOf(document).flatMap((target) =>
    target.by === 'reference' ? [target.reference] : [],
  );
  if (wanted.length === 0) return { ok: true, document };
  // A sale order and its invoice share a reference: a document is named by both, kind and reference.
  const found = new Map<string, StoredDocument>();
  for (const stored of await deps.books.outbox.load(ledgerId, wanted)) {
    found.set(`${stored.kind} ${stored.reference}`, stored);
  }
  const resolve = (target: DocumentTarget): DocumentTarget | null => {
    if (target.by === 'id') return target;
    const stored = found.get(`${target.kind} ${target.reference}`);
    if (stored?.state !== 'posted' || stored.documentId === null) return null;
    return { by: 'id', kind: target.kind, documentId: stored.documentId, reference: target.reference };
  };
  const missing = targetsOf(document).find((target) => resolve(target) === null);
  if (missing) return { ok: false, missing: missing.reference };
  return { ok: true, document: withTargets(document, (target) => resolve(target) ?? target) };
}

/** What a document stands on or knocks off. */
export function targetsOf(document: LedgerDocument): readonly DocumentTarget[] {
  if (document.kind === 'payment') return document.allocations.map((allocation) => allocation.target);
  if (document.kind === 'creditNote') return document.invoice ? [document.invoice] : [];
  return document.kind === 'amendment' ? [document.invoice] : [];
}

function withTargets(
  document: LedgerDocument,
  resolve: (target: DocumentTarget) => DocumentTarget,
): LedgerDocument {
  if (document.kind === 'payment') {
    const allocations = document.allocations.map((one) => ({ ...one, target: resolve(one.target) }));
    return { ...document, allocations };
  }
  if (document.kind === 'creditNote') {
    return { ...document, invoice: document.invoice ? resolve(document.invoice) : null };
  }
  return document.kind === 'amendment' ? { ...document, invoice: resolve(document.invoice) } : document;
}
