import { beforeEach, describe, expect, test } from 'vitest';
import type { PlannedDocument } from '../../app/domain/documents.ts';
import { toLedgerId, toReference } from '../../app/domain/ids.ts';
import type { PostingState } from '../../app/domain/posting-states.ts';
import type { Books } from '../../app/ports/books.ts';
import { loadRows, post, someBooks } from '../testing/books.ts';
import { aLedger, at, day, ledgerId, shopId } from '../testing/builders.ts';
import {
  adjustment,
  amendment,
  creditNote,
  invoice,
  orderIdOf,
  partInvoice,
  payment,
  postedAs,
  rowKeyOf,
  saleOrder,
  target,
} from '../testing/documents.ts';

let books: Books;

beforeEach(async () => {
  books = await someBooks();
  await loadRows(books, 4);
});

const plan = (...documents: PlannedDocument[]) => books.outbox.plan(shopId, ledgerId, documents, at);
const move = (reference: string, from: PostingState, to: PostingState, facts = {}) =>
  books.outbox.move(ledgerId, toReference(reference), from, to, facts, at);
const list = () => books.outbox.list({ shopId });
const load = async (reference: string) => (await books.outbox.load(ledgerId, [toReference(reference)]))[0];
const taken = (...references: string[]) => ({ ok: false, taken: references });

describe('a list', () => {
  test('comes in windows, and is counted without being read', async () => {
    await plan(invoice(1), invoice(2), invoice(3), payment('P-1', [[target('invoice', 'I-1'), 1800]]));
    for (const number of [1, 2]) await post(books, invoice(number).document);
    const posted = { shopId, states: ['posted'] } as const;
    const references = async (...asked: Parameters<typeof books.outbox.list>) =>
      (await books.outbox.list(...asked)).map(({ reference }) => reference);
    expect(await references({ shopId }, { offset: 1, limit: 2 })).toEqual(['I-2', 'I-3']);
    expect(await references(posted, { offset: 1, limit: 2 })).toEqual(['I-2']);
    expect(await books.outbox.count({ shopId })).toBe(4);
    expect(await books.outbox.count(posted)).toBe(2);
    expect(await books.outbox.count({ shopId, kinds: ['payment'] })).toBe(1);
    expect(await books.outbox.count({ shopId, states: [] })).toBe(0);
  });

  test('of documents being taken out holds these alone, or beside those of the states asked for', async () => {
    await plan(invoice(1), invoice(2), invoice(3));
    for (const number of [1, 2]) await post(books, invoice(number).document);
    await books.outbox.noteRemoval({ ledgerId, kind: 'invoice', reference: toReference('I-2') }, at);
    expect(await books.outbox.count({ shopId, removing: true })).toBe(1);
    expect(await books.outbox.count({ shopId, states: [], removing: true })).toBe(1);
    expect(await books.outbox.count({ shopId, states: ['planned'], removing: true })).toBe(2);
  });
});

describe('planning', () => {
  test('documents come back as they were planned, in that order, with their orders', async () => {
    const day1 = payment('P-1', [[target('invoice', 'I-1'), 1800]], {
      orderIds: [orderIdOf(2), orderIdOf(1), orderIdOf(2)],
      rowKeys: [rowKeyOf(1), rowKeyOf(1)],
    });
    expect(await plan(invoice(1), day1)).toEqual({ ok: true });
    expect(await list()).toEqual([
      {
        reference: 'I-1',
        kind: 'invoice',
        shopId,
        ledgerId,
        state: 'planned',
        document: invoice(1).document,
        orderIds: [orderIdOf(1)],
        documentId: null,
        number: null,
        totalMinor: 1800,
        outstandingMinor: 1800,
        attempts: 0,
        sentAt: null,
        acceptedAt: null,
        removingAt: null,
        postedAt: null,
        problem: null,
        createdAt: at,
      },
      expect.objectContaining({
        reference: 'P-1',
        document: day1.document,
        orderIds: [orderIdOf(2), orderIdOf(1)],
        outstandingMinor: null,
      }),
    ]);
    expect(await plan()).toEqual({ ok: true });
  });

  test('a reference that is alive refuses the whole batch', async () => {
    await plan(invoice(1));
    expect(await plan(invoice(2), invoice(9, 'I-1'))).toEqual(taken('I-1'));
    expect(await list()).toHaveLength(1);
    expect(await books.history.list(orderIdOf(2), 5)).toEqual([]);
    // The same words mean another document in another ledger.
    const other = toLedgerId('ledger-2');
    await books.ledgers.save(aLedger({ ledgerId: other }));
    expect(await books.outbox.plan(shopId, other, [invoice(1)], at)).toEqual({ ok: true });
  });

  test('a batch that holds a reference, an order or a row twice is refused', async () => {
    expect(await plan(invoice(1), invoice(2, 'I-1'))).toEqual(taken('I-1'));
    expect(await plan(invoice(1), invoice(1, 'I-1b'))).toEqual(taken('I-1b'));
    const [one, two] = ['P-1', 'P-2'].map((name) => payment(name, [], { rowKeys: [rowKeyOf(1)] }));
    if (one && two) expect(await plan(one, two)).toEqual(taken('P-2'));
    expect(await list()).toEqual([]);
  });

  test('an order has one living invoice, whatever its reference', async () => {
    expect(await plan(saleOrder(1, 'X'))).toEqual({ ok: true });
    // The invoice stands on its sale order and may share its reference.
    expect(await plan(invoice(1, 'X'))).toEqual({ ok: true });
    expect(await plan(invoice(1, 'other'))).toEqual(taken('other'));
    expect(await plan(saleOrder(2), saleOrder(1, 'other'))).toEqual(taken('other'));
    expect(await plan(partInvoice(1, rowKeyOf(1), 'part'))).toEqual(taken('part'));
  });

  test('part invoices of one order stand side by side, one per row, and exclude a whole one', async () => {
    expect(await plan(partInvoice(1, rowKeyOf(1), 'S-1'))).toEqual({ ok: true });
    expect(await plan(partInvoice(1, rowKeyOf(2), 'S-2'))).toEqual({ ok: true });
    expect(await plan(partInvoice(1, rowKeyOf(2), 'S-3'))).toEqual(taken('S-3'));
    expect(await plan(invoice(1))).toEqual(taken('I-1'));
  });

  test('documents of one day share a row; a later batch is refused', async () => {
    const rowKeys = [rowKeyOf(1)];
    const sameDay = [
      partInvoice(1, rowKeyOf(1), 'S-1'),
      creditNote('C-1', 'I-1', { grossMinor: 900, appliedMinor: 900 }, { rowKeys }),
      adjustment('A-1', -50, rowKeys),
      payment('P-1', [], { rowKeys: [...rowKeys, rowKeyOf(2)] }),
    ];
    expect(await plan(...sameDay)).toEqual({ ok: true });
    expect(await plan(payment('P-2', [], { rowKeys: [rowKeyOf(2), rowKeyOf(3)] }))).toEqual(taken('P-2'));
    expect(await plan(payment('P-3', [], { rowKeys: [rowKeyOf(3)] }))).toEqual({ ok: true });
  });

  test('a row is free again when every document of its day is withdrawn', async () => {
    const rowKeys = [rowKeyOf(1)];
    const credit = creditNote('C-1', 'I-1', { grossMinor: 900, appliedMinor: 900 }, { rowKeys });
    await plan(credit, payment('P-1', [], { rowKeys }));
    await move('P-1', 'planned', 'withdrawn');
    expect(await plan(payment('P-1', [], { rowKeys }))).toEqual(taken('P-1'));
    await move('C-1', 'planned', 'withdrawn');
    expect(await plan(payment('P-1', [], { rowKeys }))).toEqual({ ok: true });
    expect((await list()).map((document) => document.state)).toEqual(['withdrawn', 'withdrawn', 'planned']);
  });

  test('history tells of a document at its order, of a day under its reference', async () => {
    const orderIds = [orderIdOf(1)];
    const credit = creditNote('C-1', 'I-1', { grossMinor: 9, appliedMinor: 9 }, { orderIds });
    await plan(invoice(1), credit, payment('P-1', [], { orderIds }), adjustment('A-1', 5, [rowKeyOf(3)]));
    await move('C-1', 'planned', 'sending');
    const told = async (subject: string) =>
      (await books.history.list(subject, 10)).map(({ event, details }) => [event, details.reference]);
    expect(await told(orderIdOf(1))).toEqual([
      ['document.sending', 'C-1'],
      ['document.planned', 'C-1'],
      ['document.planned', 'I-1'],
    ]);
    expect(await told('P-1')).toEqual([['document.planned', 'P-1']]);
    expect(await told('A-1')).toEqual([['document.planned', 'A-1']]);
  });

  test('a row that is not in the books stores nothing', async () => {
    const stray = partInvoice(2, JSON.parse('"no such row"'), 'S-9');
    await expect(plan(invoice(1), stray)).rejects.toThrow(/FOREIGN KEY/);
    expect(await list()).toEqual([]);
    expect((await books.history.verify()).brokenAt).toBeNull();
  });
});

describe('moving', () => {
  test('each step keeps its facts', async () => {
    await plan(invoice(1));
    const step = (to: PostingState, from: PostingState, when: number, facts = {}) =>
      books.outbox.move(ledgerId, toReference('I-1'), from, to, facts, when);
    expect(await step('sending', 'planned', at + 1)).toBe(true);
    expect(await load('I-1')).toMatchObject({ state: 'sending', attempts: 1, sentAt: at + 1 });
    await step('unknown', 'sending', at + 2, { problem: 'No answer came.' });
    // The grace to show up counts from the lost answer: the call may have waited for its turn.
    expect(await load('I-1')).toMatchObject({ state: 'unknown', problem: 'No answer came.', sentAt: at + 2 });
    await step('planned', 'unknown', at + 3);
    await step('sending', 'planned', at + 4);
    await step('posted', 'sending', at + 5, { posted: postedAs(invoice(1).document, 'doc-1') });
    expect(await load('I-1')).toMatchObject({
      state: 'posted',
      attempts: 2,
      sentAt: at + 4,
      postedAt: at + 5,
      documentId: 'doc-1',
      number: 'N-I-1',
      problem: null,
    });
    const told = await books.history.list(orderIdOf(1), 10);
    expect(told.map((line) => line.event)).toEqual([
      'document.posted',
      'document.sending',
      'document.planned',
      'document.unknown',
      'document.sending',
      'document.planned',
    ]);
    expect(told[0]?.details).toMatchObject({ from: 'sending', documentId: 'doc-1', totalMinor: 1800 });
  });

  test('only the first of two jobs moves a document', async () => {
    await plan(invoice(1));
    const both = await Promise.all([move('I-1', 'planned', 'sending'), move('I-1', 'planned', 'sending')]);
    expect(both).toEqual([true, false]);
    expect((await load('I-1'))?.attempts).toBe(1);
    expect(await books.history.list(orderIdOf(1), 10)).toHaveLength(2);
    expect(await move('I-none', 'planned', 'sending')).toBe(false);
  });

  test('a step that the table of states does not have is an error', async () => {
    await plan(invoice(1));
    await expect(move('I-1', 'planned', 'posted')).rejects.toThrow('from planned to posted');
    await expect(move('I-1', 'withdrawn', 'planned')).rejects.toThrow(RangeError);
    expect((await load('I-1'))?.state).toBe('planned');
  });

  test('posted without what the ledger made is refused by the database', async () => {
    await plan(invoice(1));
    await move('I-1', 'planned', 'sending');
    await expect(move('I-1', 'sending', 'posted')).rejects.toThrow(/CHECK/);
    expect((await load('I-1'))?.state).toBe('sending');
  });

  test('where a sale order and its invoice share a reference, the kind says which is moved', async () => {
    await plan(saleOrder(1, 'X'), invoice(1, 'X'));
    await expect(move('X', 'planned', 'sending')).rejects.toThrow(/name the kind/);
    expect(await move('X', 'planned', 'sending', { kind: 'order' })).toBe(true);
    // Now only one of them is in the state that is asked for.
    expect(await move('X', 'planned', 'sending')).toBe(true);
    expect(await move('X', 'sending', 'posted', { posted: postedAs(invoice(1, 'X').document) })).toBe(true);
    const both = await books.outbox.load(ledgerId, [toReference('X')]);
    expect(both.map(({ kind, state }) => [kind, state])).toEqual([
      ['order', 'sending'],
      ['invoice', 'posted'],
    ]);
  });

  test('a ledger may call an amendment by the invoice it changed', async () => {
    await plan(invoice(1), amendment('F-1', 'I-1', 1490));
    await move('F-1', 'planned', 'sending');
    const posted = { ...postedAs(amendment('F-1', 'I-1', 1490).document), kind: 'invoice' };
    expect(await move('F-1', 'sending', 'posted', { posted })).toBe(true);
    expect((await load('F-1'))?.state).toBe('posted');
  });

  test('the document that is sent may be completed, not exchanged', async () => {
    await plan(invoice(1), payment('P-1', [[target('invoice', 'I-1'), 100]]));
    const named = payment('P-1', [[target('invoice', 'I-1'), 1500]]).document;
    expect(await move('P-1', 'planned', 'sending', { document: named })).toBe(true);
    expect(await load('P-1')).toMatchObject({ totalMinor: 1500, document: named });
    await move('P-1', 'sending', 'posted', { posted: postedAs(named) });
    expect((await load('I-1'))?.outstandingMinor).toBe(300);
    await expect(move('I-1', 'planned', 'sending', { kind: 'invoice', document: named })).rejects.toThrow(
      /is not invoice I-1/,
    );
  });

  test('a withdrawn document makes its order postable again, and load answers with the living one', async () => {
    await plan(invoice(1));
    await post(books, invoice(1).document);
    await move('I-1', 'posted', 'withdrawn', { problem: 'Deleted in the ledger.' });
    expect(await load('I-1')).toMatchObject({ state: 'withdrawn', problem: 'Deleted in the ledger.' });
    expect(await plan(invoice(1))).toEqual({ ok: true });
    expect((await load('I-1'))?.state).toBe('planned');
    expect(await list()).toHaveLength(2);
  });
});

test('the list is narrowed by state, kind and date', async () => {
  const late = invoice(2);
  const june = { ...late, document: { ...late.document, issuedOn: day('2026-06-01') } };
  await plan(invoice(1), june, saleOrder(3));
  await move('O-3', 'planned', 'sending');
  const find = async (filter: object) =>
    (await books.outbox.list({ shopId, ...filter })).map(({ reference }) => reference);
  expect(await find({ states: ['sending', 'posted'] })).toEqual(['O-3']);
  expect(await find({ states: [] })).toEqual([]);
  expect(await find({ kinds: ['invoice'] })).toEqual(['I-1', 'I-2']);
  expect(await find({ issuedFrom: day('2026-05-10') })).toEqual(['I-2']);
  expect(await find({ issuedTo: day('2026-05-10'), kinds: ['invoice'] })).toEqual(['I-1']);
});
