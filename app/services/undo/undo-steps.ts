import type { BusinessDate } from '../../domain/dates.ts';
import { toFullCreditNote, toReversedAmendment } from '../../domain/undo/reverse-document.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import { moveDocument } from '../posting/move-document.ts';
import type { SendContext } from '../posting/send-documents.ts';
import { keyOf } from './load-undo.ts';
import type { PreparedUndo } from './plan-undo.ts';
import { postReversal, refused, type StepResult, stepDone } from './post-reversal.ts';
import { settleRemoval } from './settle-removal.ts';
import { amendmentsOf, toStandingInvoice } from './standing-invoices.ts';

export interface UndoSteps {
  /** Out of the ledger, then out of the books. Killed in between, it is found gone and goes on from there. */
  remove(stored: StoredDocument): Promise<StepResult>;
  /** A reversing document through the outbox. */
  reverse(stored: StoredDocument, on: BusinessDate): Promise<StepResult>;
}

export function createUndoSteps(send: SendContext, { documents, facts }: PreparedUndo): UndoSteps {
  const { deps, ledger, ledgerId, shopId } = send;
  /** What is alive now, in the order of planning. */
  const living = new Map(documents.living.map((stored) => [keyOf(stored), stored]));
  const there = new Map(facts.map((one) => [keyOf(one), one.inLedger]));

  const withdraw = async (stored: StoredDocument, problem: string): Promise<void> => {
    await moveDocument(deps, stored, stored.state, 'withdrawn', { problem });
    living.delete(keyOf(stored));
  };

  return {
    async remove(stored) {
      if (stored.state !== 'posted' || stored.documentId === null) {
        await withdraw(stored, 'It was undone before it reached the ledger.');
        return stepDone;
      }
      const wasGone = there.get(keyOf(stored)) === null;
      if (!wasGone) {
        // Noted before it leaves: killed from here on, the books say that it may be gone.
        await deps.books.outbox.noteRemoval(stored, deps.clock.now());
        const gone = await settleRemoval(send, stored.kind, stored.documentId, stored.reference);
        if (!gone.ok) {
          if (gone.error.kind !== 'unknownOutcome') await deps.books.outbox.noteRemoval(stored, null);
          return gone;
        }
      }
      // From here on it is not in the way of the sale order that it brought along.
      living.delete(keyOf(stored));
      const brought = await removeBroughtOrder(stored);
      if (!brought.ok) return brought;
      await withdraw(
        stored,
        wasGone ? 'It was deleted in the ledger.' : 'It was undone: removed from the ledger.',
      );
      for (const lines of linesOf(stored)) await withdraw(lines, 'Its invoice was undone.');
      return stepDone;
    },

    async reverse(stored, on) {
      const { document } = stored;
      if (document.kind === 'amendment') {
        const invoice = living.get(`invoice ${document.invoice.reference}`);
        const amendments = amendmentsOf(document.invoice.reference, [...living.values()]);
        const before =
          amendments[amendments.findIndex(({ reference }) => reference === document.reference) - 1];
        const lines = before ?? (invoice?.document.kind === 'invoice' ? invoice.document : null);
        if (!lines) return refused('The lines that the invoice had before are not in the books.');
        const posted = await postReversal(send, stored, toReversedAmendment(document, lines, on));
        if (posted.ok) await withdraw(stored, 'It was undone: the lines of before were written again.');
        return posted;
      }
      const invoice = toStandingInvoice(stored, amendmentsOf(stored.reference, [...living.values()]));
      if (!invoice) return refused('Only an invoice has a document of the opposite sign.');
      const note = toFullCreditNote(invoice, on, `Reversal of ${invoice.number}`);
      const posted = await postReversal(send, stored, note);
      if (posted.ok) {
        const details = { kind: stored.kind, number: stored.number, by: note.reference, on };
        await deps.books.history.append(
          stored.orderIds[0] ?? stored.reference,
          'document.reversed',
          { reference: stored.reference, ...details, books: { shopId, ledgerId } },
          deps.clock.now(),
        );
      }
      return posted;
    },
  };

  /** New lines that still stand on a removed invoice went with it. */
  function linesOf(invoice: StoredDocument): readonly StoredDocument[] {
    if (invoice.kind !== 'invoice') return [];
    return [...living.values()].filter(
      ({ document }) => document.kind === 'amendment' && document.invoice.reference === invoice.reference,
    );
  }

  /** An invoice is posted with its sale order. The order goes when no other document of the books stands for it. */
  async function removeBroughtOrder({ document }: StoredDocument): Promise<StepResult> {
    if (document.kind !== 'invoice') return stepDone;
    const { reference } = document.order;
    const isNeeded = [...living.values()].some(
      (one) =>
        keyOf(one) === `order ${reference}` ||
        (one.document.kind === 'invoice' && one.document.order.reference === reference),
    );
    if (isNeeded) return stepDone;
    const found = await ledger.findByReferences('order', [reference]);
    if (!found.ok) return found;
    const order = found.value.get(reference);
    if (!order) return stepDone;
    const gone = await settleRemoval(send, 'order', order.documentId, reference);
    if (gone.ok) return stepDone;
    if (gone.error.kind !== 'rejected') return gone;
    const what = `The invoice is removed and its sale order stays: ${gone.error.message}`;
    const line = { shopId, ledgerId, kind: 'order' as const, reference, number: order.number, what };
    await deps.books.worklist.add(line, deps.clock.now());
    return stepDone;
  }
}
