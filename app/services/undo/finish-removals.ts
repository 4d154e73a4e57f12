import { undoRank } from '../../domain/undo/plan-undo.ts';
import type { LedgerResult } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { SendContext } from '../posting/send-documents.ts';
import type { ShopContext } from '../shop-context.ts';
import { askLedger } from './ask-ledger.ts';
import { keyOf } from './load-undo.ts';
import { prepareUndo } from './plan-undo.ts';
import { createUndoSteps } from './undo-steps.ts';

export interface FinishedRemovals {
  /** Gone from the ledger: now out of the books too, with what went along. */
  readonly gone: number;
  /** Still there after the ledger's grace: posted as before. */
  readonly stays: number;
}

/**
 * Settles what was being taken out of the ledger when the work stopped. What is still shown may be gone a moment later,
 * so that it counts as staying only after the grace; a cancel leaves it open.
 */
export async function finishRemovals(
  send: SendContext,
  context: ShopContext,
): Promise<LedgerResult<FinishedRemovals>> {
  const { deps, ledger, ledgerId, shopId, job } = send;
  const removing = (await deps.books.outbox.list({ shopId, removing: true })).filter(
    (one) => one.ledgerId === ledgerId,
  );
  for (;;) {
    const there = await askLedger(ledger, removing);
    if (!there.ok) return there;
    const shown = removing.filter((one) => there.value.has(keyOf(one)));
    const waitMs = Math.max(0, ...shown.map((one) => graceLeft(send, one)));
    if (waitMs > 0 && !job.cancel.aborted) {
      await deps.clock.sleep(Math.min(waitMs, 500));
      continue;
    }
    const stays = shown.filter((one) => graceLeft(send, one) === 0);
    for (const document of stays) await deps.books.outbox.noteRemoval(document, null);
    const gone = await takeOut(
      send,
      context,
      removing.filter((one) => !there.value.has(keyOf(one))),
    );
    return gone.ok ? { ok: true, value: { gone: gone.value, stays: stays.length } } : gone;
  }
}

/** Goes on where the undo was: what stands on others first. */
async function takeOut(
  send: SendContext,
  context: ShopContext,
  gone: readonly StoredDocument[],
): Promise<LedgerResult<number>> {
  if (gone.length === 0) return { ok: true, value: 0 };
  const { deps, ledger, shopId } = send;
  const documents = gone.map(({ kind, reference }) => ({ kind, reference }));
  const selection = { select: 'documents', shopId, documents } as const;
  const prepared = await prepareUndo(deps, context, selection, ledger.capabilities, ledger);
  if (!prepared.ok) throw new Error(prepared.error.message);
  const steps = createUndoSteps(send, prepared.value);
  const inOrder = prepared.value.documents.chosen.toSorted((a, b) => undoRank(a.kind) - undoRank(b.kind));
  for (const document of inOrder) {
    const removed = await steps.remove(document);
    if (!removed.ok) return removed;
  }
  return { ok: true, value: inOrder.length };
}

function graceLeft({ deps, ledger }: SendContext, { removingAt }: StoredDocument): number {
  const since = removingAt ?? 0;
  return Math.max(0, since + ledger.capabilities.visibilityGraceMs - deps.clock.now());
}
