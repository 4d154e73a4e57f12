import type { DocumentKind } from '../../domain/documents.ts';
import type { DocumentId, Reference } from '../../domain/ids.ts';
import type { Ledger, LedgerResult } from '../../ports/ledger.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';

export interface RemovalContext {
  readonly deps: Pick<Deps, 'clock'>;
  readonly ledger: Pick<Ledger, 'capabilities' | 'removeDocument' | 'findByReferences'>;
  readonly job: Pick<JobContext, 'cancel'>;
}

/** Asking a second time is harmless for a removal, but only after a look-up has shown that the first did nothing. */
const mostAttempts = 2;

const stillShown: LedgerResult<never> = {
  ok: false,
  error: {
    kind: 'unknownOutcome',
    message:
      'The ledger agreed to remove it and still shows it. Nothing else was changed. Undo it again later: it is looked up first.',
  },
};

/**
 * Takes a document out and does not come back before it is known whether it is gone: an answer that was lost is settled
 * by looking the document up until the ledger's grace is over.
 */
export async function settleRemoval(
  context: RemovalContext,
  kind: DocumentKind,
  documentId: DocumentId,
  reference: Reference,
): Promise<LedgerResult<'removed' | 'notThere'>> {
  for (let attempt = 1; ; attempt += 1) {
    const asked = await context.ledger.removeDocument(kind, documentId, reference);
    // "Not there" is believed of a document that is not shown: a server behind the others, or one that is still at the
    // removal it agreed to, says so of one that stands.
    const isSettled = asked.ok
      ? attempt === 1 && asked.value === 'removed'
      : asked.error.kind !== 'unknownOutcome';
    if (isSettled) return asked;
    const gone = await waitUntilGone(context, kind, reference);
    if (!gone.ok) return { ok: false, error: { ...gone.error, kind: 'unknownOutcome' } };
    if (gone.value) return asked.ok && attempt === 1 ? asked : { ok: true, value: 'removed' };
    if (attempt === mostAttempts || context.job.cancel.aborted) return asked.ok ? stillShown : asked;
  }
}

async function waitUntilGone(
  { deps, ledger, job }: RemovalContext,
  kind: DocumentKind,
  reference: Reference,
): Promise<LedgerResult<boolean>> {
  const until = deps.clock.now() + ledger.capabilities.visibilityGraceMs;
  for (;;) {
    const there = await ledger.findByReferences(kind, [reference]);
    if (!there.ok) return there;
    if (!there.value.has(reference)) return { ok: true, value: true };
    const left = until - deps.clock.now();
    if (left <= 0 || job.cancel.aborted) return { ok: true, value: false };
    await deps.clock.sleep(Math.min(left, 500));
  }
}
