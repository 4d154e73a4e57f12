import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlannedDocument } from '../../app/domain/documents.ts';
import { postingTransitions } from '../../app/domain/posting-states.ts';
import type { StoredDocument } from '../../app/ports/outbox.ts';
import { openBooks } from '../open.ts';
import { linkAll, loadRows } from '../testing/books.ts';
import { at, ledgerId, shopId } from '../testing/builders.ts';
import {
  creditNote,
  invoice,
  partInvoice,
  payment,
  postedAs,
  rowKeyOf,
  target,
} from '../testing/documents.ts';

/** Few orders, rows and names, so that plans run into each other all the time. */
const number = fc.integer({ min: 1, max: 3 });
const anyDocument: fc.Arbitrary<PlannedDocument> = fc.oneof(
  fc.tuple(number, number).map(([order, name]) => invoice(order, `I-${name}`)),
  fc.tuple(number, number).map(([order, row]) => partInvoice(order, rowKeyOf(row), `S-${row}`)),
  fc
    .tuple(number, number, number)
    .map(([name, of, row]) =>
      creditNote(
        `C-${name}`,
        `I-${of}`,
        { grossMinor: 500, appliedMinor: 200 },
        { rowKeys: [rowKeyOf(row)] },
      ),
    ),
  fc
    .tuple(number, fc.uniqueArray(number, { minLength: 1 }), fc.integer({ min: -500, max: 900 }))
    .map(([name, rows, amount]) =>
      payment(`P-${name}`, [[target('invoice', `I-${name}`), amount]], { rowKeys: rows.map(rowKeyOf) }),
    ),
);

type Step = { readonly plan: readonly PlannedDocument[] } | { readonly pick: number; readonly turn: number };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ plan: fc.array(anyDocument, { minLength: 1, maxLength: 3 }) }),
  fc.record({ pick: fc.nat(20), turn: fc.nat(5) }),
);

const isAlive = (document: StoredDocument) => document.state !== 'withdrawn';
const kindAndReference = ({ kind, reference }: Pick<StoredDocument, 'kind' | 'reference'>) =>
  `${kind} ${reference}`;

async function newBooks() {
  const opened = openBooks(':memory:', { now: () => at });
  if (!opened.ok) throw new Error(opened.error.message);
  await linkAll(opened.value);
  await loadRows(opened.value, 3);
  return opened.value;
}

test('whatever is planned and moved: alive once, booked once, counted right, told in full', async () => {
  let refusals = 0;
  let moves = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 25 }), async (steps) => {
      const books = await newBooks();
      /** The row keys of each document by its place in the outbox, and which plan it came from. */
      const made: { rowKeys: readonly string[]; batch: number }[] = [];
      let sends = 0;
      const toldBefore = (await books.history.verify()).lines;
      let told = 0;

      for (const [batch, step] of steps.entries()) {
        const before = await books.outbox.list({ shopId });
        if ('plan' in step) {
          const planned = await books.outbox.plan(shopId, ledgerId, step.plan, at);
          const after = await books.outbox.list({ shopId });
          if (planned.ok) {
            made.push(...step.plan.map(({ source }) => ({ rowKeys: source.rowKeys, batch })));
            told += step.plan.length;
            expect(after.slice(before.length).map(({ document }) => document)).toEqual(
              step.plan.map(({ document }) => document),
            );
          } else {
            refusals += 1;
            expect(after).toEqual(before);
            expect(planned.taken.length).toBeGreaterThan(0);
          }
        } else if (before.length > 0) {
          const document = before[step.pick % before.length];
          if (!document) continue;
          const turns = postingTransitions[document.state];
          const to = turns[step.turn % turns.length];
          if (!to) continue;
          const facts = to === 'posted' ? { posted: postedAs(document.document) } : { kind: document.kind };
          expect(await books.outbox.move(ledgerId, document.reference, document.state, to, facts, at)).toBe(
            true,
          );
          moves += 1;
          told += 1;
          if (to === 'sending') sends += 1;
        }
      }

      const documents = await books.outbox.list({ shopId });
      const living = documents.filter(isAlive);
      expect(new Set(living.map(kindAndReference)).size).toBe(living.length);
      const invoiced = living.flatMap((one) =>
        one.document.kind === 'invoice' && one.document.settled === null ? one.orderIds : [],
      );
      expect(new Set(invoiced).size).toBe(invoiced.length);
      expect(documents.reduce((sum, one) => sum + one.attempts, 0)).toBe(sends);

      for (const stored of await books.settlements.loadRows(shopId, { from: null, to: null })) {
        const claims = made.flatMap(({ rowKeys, batch }, index) => {
          const document = documents[index];
          return document && isAlive(document) && rowKeys.includes(stored.row.key)
            ? [{ document, batch }]
            : [];
        });
        expect(new Set(claims.map(({ batch }) => batch)).size).toBeLessThanOrEqual(1);
        const references = claims.map(({ document }) => document.reference);
        if (claims.length === 0) expect(stored.bookedBy).toBeNull();
        else expect(references).toContain(stored.bookedBy);
        const paid = claims.find(({ document }) => document.kind === 'payment');
        if (paid) expect(stored.bookedBy).toBe(paid.document.reference);
      }

      const chain = await books.history.verify();
      expect(chain).toEqual({ lines: toldBefore + told, brokenAt: null });
      await books.close();
    }),
    { numRuns: 60 },
  );
  // The sequences met what they are about.
  expect(refusals).toBeGreaterThan(20);
  expect(moves).toBeGreaterThan(100);
});

test('outstanding is the total less what posted documents took, in whatever order they were posted', async () => {
  const allocation = fc.integer({ min: -900, max: 900 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(allocation, fc.boolean()), { maxLength: 8 }), async (payments) => {
      const books = await newBooks();
      await books.outbox.plan(shopId, ledgerId, [invoice(1)], at);
      for (const [index, [amount, isPosted]] of payments.entries()) {
        const { document, source } = payment(`P-${index}`, [[target('invoice', 'I-1'), amount]]);
        await books.outbox.plan(shopId, ledgerId, [{ document, source }], at);
        if (!isPosted) continue;
        await books.outbox.move(ledgerId, document.reference, 'planned', 'sending', {}, at);
        const posted = postedAs(document);
        await books.outbox.move(ledgerId, document.reference, 'sending', 'posted', { posted }, at);
      }
      const taken = payments.reduce((sum, [amount, isPosted]) => sum + (isPosted ? amount : 0), 0);
      const [stored] = await books.outbox.load(ledgerId, [invoice(1).document.reference]);
      expect(stored?.outstandingMinor).toBe(1800 - taken);
      await books.close();
    }),
    { numRuns: 40 },
  );
});
