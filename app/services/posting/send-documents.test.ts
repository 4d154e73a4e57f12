import { expect, test } from 'vitest';
import { openBooks } from '../../../db/open.ts';
import { linkAll } from '../../../db/testing/books.ts';
import { at, ledgerId, shopId } from '../../../db/testing/builders.ts';
import { invoice, postedAs } from '../../../db/testing/documents.ts';
import type { Ledger } from '../../ports/ledger.ts';
import { type SendContext, type SendOutcome, sendDocuments } from './send-documents.ts';

async function setUp(post: (context: { cancel(): void }) => Ledger['postDocument']) {
  const opened = openBooks(':memory:', { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  const books = opened.value;
  await linkAll(books);
  await books.outbox.plan(
    shopId,
    ledgerId,
    [1, 2, 3].map((number) => invoice(number, `I-${number}`)),
    at,
  );
  const cancel = { aborted: false };
  const context = {
    deps: { books, clock: { now: () => at, sleep: async () => undefined } },
    ledger: {
      capabilities: { together: 3 },
      postDocument: post({
        cancel: () => {
          cancel.aborted = true;
        },
      }),
    },
    ledgerId,
    shopId,
    job: { cancel, progress: () => undefined },
    // Sending uses these parts alone.
  } as unknown as SendContext;
  const outcomes: SendOutcome[] = [];
  const send = async () => {
    await sendDocuments(context, await books.outbox.list({ shopId }), (outcome) => outcomes.push(outcome));
    const states = (await books.outbox.list({ shopId })).map(({ state, attempts }) => `${state} ${attempts}`);
    await books.close();
    return { states, outcomes: outcomes.map(({ state }) => state) };
  };
  return { send, books };
}

const withheld = { ok: false, error: { kind: 'withheld', message: 'Not sent.' } } as const;

test('a document is planned until its turn has come, and sending when it leaves', async () => {
  const seen: string[] = [];
  const { send, books } = await setUp(() => async (document, leaving = async () => true) => {
    const state = async () => (await books.outbox.load(ledgerId, [document.reference]))[0]?.state ?? '';
    seen.push(await state());
    expect(await leaving()).toBe(true);
    seen.push(await state());
    return { ok: true, value: postedAs(document) };
  });
  expect(await send()).toEqual({
    states: ['posted 1', 'posted 1', 'posted 1'],
    outcomes: ['posted', 'posted', 'posted'],
  });
  expect(seen.sort()).toEqual(['planned', 'planned', 'planned', 'sending', 'sending', 'sending']);
});

test('a cancel keeps back what has not left, and what has left goes on to its end', async () => {
  let turn = 0;
  const { send } = await setUp(({ cancel }) => async (document, leaving = async () => true) => {
    turn += 1;
    const isFirst = turn === 1;
    if (!(await leaving())) return withheld;
    if (isFirst) cancel();
    // The second write of the one that has left: its sale order is there, its invoice follows.
    if (!(await leaving())) return withheld;
    return { ok: true, value: postedAs(document) };
  });
  const { states, outcomes } = await send();
  expect(outcomes.filter((state) => state === 'posted').length).toBeGreaterThan(0);
  expect(states[0]).toBe('posted 1');
  expect(states.filter((state) => state !== 'posted 1' && state !== 'planned 0')).toEqual([]);
});

test('a document that is found in the ledger, or refused without a write, is written down as such', async () => {
  const { send } = await setUp(
    () => async (document) =>
      document.reference === 'I-2'
        ? { ok: false, error: { kind: 'rejected', message: 'There are two of them.' } }
        : { ok: true, value: postedAs(document) },
  );
  expect((await send()).states).toEqual(['posted 1', 'rejected 1', 'posted 1']);
});
