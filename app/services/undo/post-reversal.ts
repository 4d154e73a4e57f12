import type { AmendmentDocument, CreditNoteDocument } from '../../domain/documents.ts';
import type { LedgerResult } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import { moveDocument } from '../posting/move-document.ts';
import { type SendContext, sendDocuments } from '../posting/send-documents.ts';

export type StepResult = LedgerResult<null>;
export const stepDone: StepResult = { ok: true, value: null };

export function refused(message: string): StepResult {
  return { ok: false, error: { kind: 'rejected', message } };
}

/** Plans and sends a document that takes another one back; one that a stopped run has planned is only sent. */
export async function postReversal(
  send: SendContext,
  stored: StoredDocument,
  document: AmendmentDocument | CreditNoteDocument,
): Promise<StepResult> {
  const { deps, ledgerId, shopId } = send;
  const source = { orderIds: stored.orderIds, rowKeys: [] };
  // Planned by a run that was stopped, it is alive already and only sent.
  await deps.books.outbox.plan(shopId, ledgerId, [{ document, source }], deps.clock.now());
  const planned = (await deps.books.outbox.load(ledgerId, [document.reference])).filter(
    ({ kind, state }) => kind === document.kind && state !== 'withdrawn',
  );
  const waiting: StoredDocument[] = [];
  for (const one of planned) {
    if (one.state === 'posted') return stepDone;
    if (one.state === 'unknown') return refused(one.problem ?? 'It was sent and is not confirmed.');
    if (one.state === 'rejected' && !(await moveDocument(deps, one, 'rejected', 'planned'))) continue;
    waiting.push({ ...one, state: 'planned' });
  }
  let failure: string | null = 'The reversing document could not be planned.';
  const stop = await sendDocuments(send, waiting, ({ state, reason }) => {
    failure = state === 'posted' ? null : (reason ?? 'It was not confirmed.');
  });
  if (stop) return { ok: false, error: stop };
  return failure === null ? stepDone : refused(failure);
}
