import { expect, test } from 'vitest';
import { openBooks } from '../../../db/open.ts';
import { linkAll } from '../../../db/testing/books.ts';
import { at, ledgerId, shopId } from '../../../db/testing/builders.ts';
import { invoice } from '../../../db/testing/documents.ts';
import { markInterruptedDocuments } from './mark-interrupted.ts';

test('what was being sent when the app ended is shown as not confirmed, and nothing else is touched', async () => {
  const opened = openBooks(':memory:', { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  await linkAll(books);
  const documents = [invoice(1, 'I-1'), invoice(2, 'I-2')];
  await books.outbox.plan(shopId, ledgerId, documents, at);
  const sent = documents[0]?.document.reference;
  if (!sent) throw new Error('There are two documents');
  await books.outbox.move(ledgerId, sent, 'planned', 'sending', {}, at);
  await markInterruptedDocuments({ books, clock: { now: () => at + 1000, sleep: async () => undefined } });
  const states = (await books.outbox.list({ shopId })).map(({ reference, state }) => [reference, state]);
  expect(states).toEqual([
    ['I-1', 'unknown'],
    ['I-2', 'planned'],
  ]);
  expect((await books.outbox.list({ shopId }))[0]).toMatchObject({ sentAt: at + 1000 });
});
