import type { DocumentTarget, LedgerDocument } from '../../domain/documents.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { postAmendment } from './amendments.ts';
import { problemOfDocument } from './check-document.ts';
import { postCreditNote } from './credit-notes.ts';
import { type CallResult, done, notSent } from './errors.ts';
import { postInvoice } from './invoices.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import { postPayment, type SettledAllocation } from './payments.ts';
import type { Leaving, PostContext } from './post-context.ts';
import { ensureOrder } from './sale-orders.ts';

/** Checks, then sends by kind. Documents that share a reference, or an order, go one after the other. */
export async function postDocument(
  context: PostContext,
  queue: KeyedQueue,
  document: LedgerDocument,
  leaving: Leaving,
): Promise<CallResult<PostedDocument>> {
  const problem = problemOfDocument(document, context.assumedCalls);
  if (problem) return { ok: false, error: problem };
  /** Whoever waits for another document is not under way yet. */
  const goes = (key: string, way: () => Promise<CallResult<PostedDocument>>) =>
    queue(key, () => context.crowd.join(way));
  switch (document.kind) {
    case 'order':
      return goes(`order ${document.reference}`, () => ensureOrder(context, document, leaving));
    case 'invoice':
      return goes(`order ${document.order.reference}`, () => postInvoice(context, document, leaving));
    case 'amendment': {
      const invoice = idOf(document.invoice, ['invoice']);
      if (!invoice.ok) return invoice;
      return queue(`invoice ${invoice.value}`, () =>
        postAmendment(context, document, invoice.value, leaving),
      );
    }
    case 'creditNote': {
      const invoice = document.invoice ? idOf(document.invoice, ['invoice']) : done(null);
      if (!invoice.ok) return invoice;
      return goes(`creditNote ${document.reference}`, () =>
        postCreditNote(context, document, invoice.value, leaving),
      );
    }
    case 'payment': {
      const allocations: SettledAllocation[] = [];
      for (const { target, amountMinor, deductions } of document.allocations) {
        const id = idOf(target, ['invoice', 'creditNote']);
        if (!id.ok) return id;
        const type = target.kind === 'creditNote' ? 'credit-note' : 'invoice';
        allocations.push({ type, id: id.value, amountMinor, deductions });
      }
      return goes(`payment ${document.reference}`, () =>
        postPayment(context, document, allocations, leaving),
      );
    }
  }
}

/** Stokly points to documents by its own ids; a target known by reference alone has not been posted yet. */
function idOf(target: DocumentTarget, kinds: readonly string[]): CallResult<string> {
  if (!kinds.includes(target.kind)) {
    return notSent(
      `The document ${target.reference} is of a kind that cannot be amended, credited or knocked off.`,
    );
  }
  if (target.by === 'id') return done(target.documentId);
  return notSent(`The document ${target.reference} has to be in Stokly first.`);
}
