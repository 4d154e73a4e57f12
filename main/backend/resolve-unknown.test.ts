import { expect, it } from 'vitest';
import { toDocumentId } from '../../app/domain/ids.ts';
import type { PostedDocument } from '../../app/ports/ledger.ts';
import { resolveUnknown } from '../../app/services/posting/resolve-unknown.ts';
import { someBooks } from '../../db/testing/books.ts';
import { anOrder, at, gbp, ledgerId, shopId } from '../../db/testing/builders.ts';
import { invoice } from '../../db/testing/documents.ts';

const capabilities = {
  name: 'A ledger',
  laterPayments: true,
  creditNotes: true,
  amendInvoice: true,
  negativeInvoices: true,
  removes: [],
  visibilityGraceMs: 1000,
  concurrency: 1,
  together: 1,
};

/** Looks up an invoice of 18.00 that was being sent when the app ended; the ledger has it with this total. */
async function lookUp(totalMinor: number) {
  const books = await someBooks();
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  const planned = invoice(1);
  const { reference } = planned.document;
  await books.outbox.plan(shopId, ledgerId, [planned], at);
  await books.outbox.move(ledgerId, reference, 'planned', 'sending', {}, at);
  const posted: PostedDocument = {
    kind: 'invoice',
    documentId: toDocumentId('document-1'),
    number: 'INV-1',
    reference,
    currency: gbp,
    totalMinor,
    outstandingMinor: totalMinor,
  };
  await resolveUnknown({
    deps: { books, clock: { now: () => at, sleep: async () => {} } },
    ledger: {
      capabilities,
      findByReferences: async () => ({ ok: true, value: new Map([[reference, posted]]) }),
    },
    ledgerId,
    shopId,
    job: { cancel: { aborted: false }, progress: () => {} },
  });
  const [stored] = await books.outbox.load(ledgerId, [reference]);
  return stored;
}

it('what the ledger has under our reference with our total is posted', async () => {
  expect(await lookUp(1800)).toMatchObject({ state: 'posted', number: 'INV-1' });
});

it('what the ledger has with another total is not taken for ours: both figures are shown when it is tried again', async () => {
  const stored = await lookUp(1700);
  expect(stored?.state).toBe('planned');
  expect(stored?.problem).toContain('INV-1');
});

/** An invoice that the ledger accepted at `at`, and shows when `there` says so; looked up two seconds later. */
async function lookUpAccepted(there: boolean, planAccepted: boolean) {
  const books = await someBooks();
  await books.orders.saveOrders(shopId, [anOrder(1)], null, at);
  const planned = invoice(1);
  const { reference } = planned.document;
  await books.outbox.plan(shopId, ledgerId, [planned], at);
  await books.outbox.move(ledgerId, reference, 'planned', 'sending', {}, at);
  await books.outbox.move(ledgerId, reference, 'sending', 'unknown', { accepted: true }, at);
  const posted: PostedDocument = {
    kind: 'invoice',
    documentId: toDocumentId('document-1'),
    number: 'INV-1',
    reference,
    currency: gbp,
    totalMinor: 1800,
    outstandingMinor: 1800,
  };
  const outcome = await resolveUnknown({
    deps: { books, clock: { now: () => at + 2000, sleep: async () => {} } },
    ledger: {
      capabilities,
      findByReferences: async () => ({ ok: true, value: new Map(there ? [[reference, posted]] : []) }),
    },
    ledgerId,
    shopId,
    job: { cancel: { aborted: false }, progress: () => {} },
    planAccepted,
  });
  const [stored] = await books.outbox.load(ledgerId, [reference]);
  return { outcome, stored };
}

it('what the ledger accepted and does not show stays unknown after the grace: it is never sent again by itself', async () => {
  const { outcome, stored } = await lookUpAccepted(false, false);
  expect(stored).toMatchObject({ state: 'unknown', acceptedAt: at });
  expect(outcome).toMatchObject({ found: 0, notMade: 0, stillUnknown: [{ reference: stored?.reference }] });
});

it('a person who has looked plans it again, unless it is there after all', async () => {
  const released = await lookUpAccepted(false, true);
  expect(released.stored).toMatchObject({ state: 'planned', acceptedAt: null });
  expect(released.stored?.problem).toBe(
    'The ledger had accepted it and does not show it; somebody looked there and said so. The next Post sends it.',
  );
  expect(released.outcome).toMatchObject({ notMade: 1, stillUnknown: [] });
  const arrived = await lookUpAccepted(true, true);
  expect(arrived.stored).toMatchObject({ state: 'posted', number: 'INV-1', acceptedAt: null });
});
