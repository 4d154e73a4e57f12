import { beforeEach, expect, test } from 'vitest';
import type { PlannedDocument } from '../../app/domain/documents.ts';
import { toReference } from '../../app/domain/ids.ts';
import type { PostingState } from '../../app/domain/posting-states.ts';
import type { Books } from '../../app/ports/books.ts';
import { loadRows, post, someBooks } from '../testing/books.ts';
import { at, ledgerId, shopId } from '../testing/builders.ts';
import {
  amendment,
  creditNote,
  invoice,
  partInvoice,
  payment,
  postedAs,
  rowKeyOf,
  target,
} from '../testing/documents.ts';

let books: Books;

beforeEach(async () => {
  books = await someBooks();
  await loadRows(books, 1);
});

const plan = (...documents: PlannedDocument[]) => books.outbox.plan(shopId, ledgerId, documents, at);
const move = (reference: string, from: PostingState, to: PostingState, facts = {}) =>
  books.outbox.move(ledgerId, toReference(reference), from, to, facts, at);
const outstanding = async (reference: string) =>
  (await books.outbox.load(ledgerId, [toReference(reference)]))[0]?.outstandingMinor;

test('plain: 18.00 less 14.90 paid and 3.10 fees, once the payment is posted (accounting.md §3)', async () => {
  await plan(invoice(1));
  await post(books, invoice(1).document);
  const paid = payment('P-1', [[target('invoice', 'I-1'), 1800]]);
  await plan(paid);
  expect(await outstanding('I-1')).toBe(1800);
  await move('P-1', 'planned', 'sending');
  expect(await outstanding('I-1')).toBe(1800);
  await move('P-1', 'sending', 'posted', { posted: postedAs(paid.document) });
  expect(await outstanding('I-1')).toBe(0);
  await move('P-1', 'posted', 'withdrawn');
  expect(await outstanding('I-1')).toBe(1800);
});

test('part refund: the credit note takes 9.00, the payment the rest', async () => {
  const credit = creditNote('C-1', 'I-1', { grossMinor: 900, appliedMinor: 900 });
  const paid = payment('P-1', [[target('invoice', 'I-1'), 900]]);
  await plan(invoice(1), credit, paid);
  for (const { document } of [invoice(1), credit]) await post(books, document);
  expect(await outstanding('I-1')).toBe(900);
  expect(await outstanding('C-1')).toBe(0);
  await post(books, paid.document);
  expect(await outstanding('I-1')).toBe(0);
});

test('late refund: an open credit note is knocked off by a negative allocation', async () => {
  const credit = creditNote('C-1', 'I-1', { grossMinor: 1800, appliedMinor: 0 });
  const paid = payment('P-1', [[target('creditNote', 'C-1'), -1800]]);
  await plan(invoice(1), credit, paid);
  await post(books, credit.document);
  expect(await outstanding('C-1')).toBe(1800);
  await post(books, paid.document);
  expect(await outstanding('C-1')).toBe(0);
  expect(await outstanding('I-1')).toBe(1800);
});

test('fees as lines: the newest posted amendment says what the invoice is', async () => {
  const first = amendment('F-1', 'I-1', 1490);
  await plan(invoice(1), first);
  expect(await outstanding('I-1')).toBe(1800);
  await post(books, first.document);
  expect(await outstanding('I-1')).toBe(1490);
  const second = amendment('F-2', 'I-1', 1400);
  await plan(second);
  await post(books, second.document);
  expect(await outstanding('I-1')).toBe(1400);
  expect(await outstanding('F-2')).toBeNull();
});

test('an invoice born paid is open for nothing', async () => {
  await plan(partInvoice(1, rowKeyOf(1), 'S-1'));
  expect(await outstanding('S-1')).toBe(0);
});

test('money that went to a withdrawn invoice does not count for the one made anew', async () => {
  const paid = payment('P-1', [[target('invoice', 'I-1'), 1800]]);
  await plan(invoice(1), paid);
  await post(books, invoice(1).document);
  await post(books, paid.document);
  await move('I-1', 'posted', 'withdrawn');
  await plan(invoice(1));
  expect(await outstanding('I-1')).toBe(1800);
});
