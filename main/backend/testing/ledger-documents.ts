import { expect } from 'vitest';
import { z } from 'zod';
import { at, stokly as signIn } from '../../../sandbox/testing/clients.ts';
import type { SampleBackend } from './sample-backend.ts';

const Line = z.object({
  referenceId: z.string(),
  quantity: z.number(),
  displayPrice: z.number(),
  displayTax: z.number(),
});
const State = z.object({
  saleOrders: z.array(
    z.object({ saleOrderId: z.string(), stage: z.string(), sourceReferenceId: z.string() }),
  ),
  invoices: z.array(
    z.object({
      saleInvoiceId: z.string(),
      reference: z.string().nullable(),
      issueDate: z.string(),
      total: z.number(),
      amountOutstanding: z.number(),
      items: z.array(Line),
    }),
  ),
  creditNotes: z.array(
    z.object({
      creditNoteId: z.string(),
      reference: z.string(),
      issueDate: z.string(),
      total: z.number(),
      amountOutstanding: z.number(),
    }),
  ),
  payments: z.array(
    z.object({ paymentId: z.string(), reference: z.string(), paidAt: z.string(), amount: z.number() }),
  ),
});
export type LedgerState = z.infer<typeof State>;

export async function readState(sample: SampleBackend): Promise<LedgerState> {
  const { stokly } = await sample.backend.sample();
  return State.parse(await (await fetch(`${stokly.apiUrl}/__sandbox/state`)).json());
}

/** The documents in force as sorted lines of text, without the ledger's own ids and numbers. */
export async function readDocuments(sample: SampleBackend): Promise<readonly string[]> {
  const state = await readState(sample);
  return [
    ...state.saleOrders
      .filter(({ stage }) => stage !== 'removed')
      .map((one) => `order ${one.sourceReferenceId}`),
    ...state.invoices.map((one) => {
      const lines = one.items.map((line) => `${line.referenceId}×${line.quantity}@${line.displayPrice}`);
      return `invoice ${one.reference} ${one.issueDate} ${one.total} open ${one.amountOutstanding} ${lines.sort().join()}`;
    }),
    ...state.creditNotes.map(
      (one) => `credit note ${one.reference} ${one.issueDate} ${one.total} open ${one.amountOutstanding}`,
    ),
    ...state.payments.map((one) => `payment ${one.reference} ${one.paidAt} ${one.amount}`),
  ].sort();
}

/** A person deletes a document in the ledger's own screen. */
export async function removeByHand(
  sample: SampleBackend,
  kind: 'saleorders' | 'invoices' | 'payments' | 'sale-credit-notes',
  id: string,
): Promise<void> {
  const { stokly } = await sample.backend.sample();
  await fetch(`${stokly.apiUrl}/__sandbox/documents/${kind}/${id}`, { method: 'DELETE' });
}

/** A person closes a period in the ledger's own screen. */
export async function setLedgerLock(sample: SampleBackend, until: string | null): Promise<void> {
  const { stokly } = await sample.backend.sample();
  await fetch(`${stokly.apiUrl}/__sandbox/lock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ until }),
  });
}

/** A person makes the first line of an open invoice dearer by 1.00 a piece in the ledger's own screen. */
export async function editInvoice(sample: SampleBackend, id: string): Promise<void> {
  const invoice = (await readState(sample)).invoices.find((one) => one.saleInvoiceId === id);
  const call = await signIn(await sample.backend.sample());
  const items = (invoice?.items ?? []).map((line, index) => ({
    ...line,
    referenceType: 'item',
    displayPrice: line.displayPrice + (index === 0 ? 1 : 0),
  }));
  const answer = await call('PATCH', `/v0/invoices/${id}`, { items });
  if (answer.status !== 202) throw new Error(answer.text);
  // Readers see a write a moment after it was accepted.
  const before = invoice?.total;
  await expect
    .poll(async () => at((await call('GET', `/v0/invoices/${id}`)).json, 'data', 'total'))
    .not.toBe(before);
}
