import type { DocumentKind } from '../../domain/documents.ts';
import type { DocumentId, Reference } from '../../domain/ids.ts';
import { absentIs404 } from './confirm.ts';
import type { Context } from './context.ts';
import type { WriteName } from './endpoints.ts';
import { type CallResult, done, failed, notSent } from './errors.ts';
import { isGone } from './held-documents.ts';
import type { KeyedQueue } from './keyed-queue.ts';
import { creditNoteRow, invoiceRow, paymentRow, saleOrderRow, singleOf } from './wire.ts';

interface Removal {
  readonly remove: WriteName;
  readonly words: string;
  /** The state of the document by its id; null = not there. */
  readonly stateOf: (context: Context, id: string) => Promise<CallResult<string | null>>;
}

/** Assumption A6. New lines of an invoice are no document in Stokly: they are written over, not removed. */
const removals: Readonly<Record<Exclude<DocumentKind, 'amendment'>, Removal>> = {
  payment: {
    remove: 'removePayment',
    words: 'payment',
    stateOf: async ({ client }, id) => {
      const row = absentIs404(await client.read('readPayment', { id }, singleOf(paymentRow)));
      return row.ok ? done(row.value?.data.status ?? null) : row;
    },
  },
  creditNote: {
    remove: 'removeCreditNote',
    words: 'credit note',
    stateOf: async ({ client }, id) => {
      const row = absentIs404(await client.read('readCreditNote', { id }, singleOf(creditNoteRow)));
      return row.ok ? done(row.value?.data.status ?? null) : row;
    },
  },
  invoice: {
    remove: 'removeInvoice',
    words: 'invoice',
    stateOf: async ({ client }, id) => {
      const row = absentIs404(await client.read('readInvoice', { id }, singleOf(invoiceRow)));
      return row.ok ? done(row.value?.data.status ?? null) : row;
    },
  },
  order: {
    remove: 'removeOrder',
    words: 'sale order',
    stateOf: async ({ client }, id) => {
      const row = absentIs404(await client.read('readOrder', { id }, singleOf(saleOrderRow)));
      return row.ok ? done(row.value?.data.stage ?? null) : row;
    },
  },
};

export const removableKinds: readonly DocumentKind[] = ['payment', 'creditNote', 'invoice', 'order'];

/** Asks once, then reads until the document is gone: a 202 says "accepted", not "removed" (vendors/stokly.md §3.3). */
export async function removeDocument(
  context: Context,
  queue: KeyedQueue,
  kind: DocumentKind,
  documentId: DocumentId,
  reference: Reference,
): Promise<CallResult<'removed' | 'notThere'>> {
  if (kind === 'amendment') {
    return notSent('New lines of an invoice cannot be removed; the lines of before can be written instead.');
  }
  if (!context.assumedCalls) {
    return notSent('Stokly is linked with observed calls only, and removing documents was not observed.');
  }
  return queue(`remove ${documentId}`, () => removeOne(context, removals[kind], documentId, reference));
}

async function removeOne(
  context: Context,
  removal: Removal,
  documentId: DocumentId,
  reference: Reference,
): Promise<CallResult<'removed' | 'notThere'>> {
  const asked = await context.client.change(removal.remove, { id: documentId });
  if (!asked.ok) return asked.error.status === 404 ? done('notThere') : asked;
  const what = `to remove the ${removal.words} ${reference}`;
  let waited = 0;
  for (const delay of context.pollDelaysMs) {
    await context.clock.sleep(delay);
    waited += delay;
    const state = await removal.stateOf(context, documentId);
    if (!state.ok) {
      return failed(
        'unknownOutcome',
        `Stokly agreed ${what}, and reading it back failed. ${state.error.message} Look it up by its reference before it is asked again.`,
      );
    }
    if (state.value === null || isGone(state.value)) return done('removed');
  }
  return failed(
    'unknownOutcome',
    `Stokly agreed ${what} and still shows it after ${Math.ceil(waited / 1000)} seconds. Look it up by its reference before it is asked again.`,
  );
}
