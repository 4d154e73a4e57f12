import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openBooks } from '../../../db/open.ts';
import { linkAll } from '../../../db/testing/books.ts';
import { at, day, ledgerId, shopId } from '../../../db/testing/builders.ts';
import { invoice, postedAs } from '../../../db/testing/documents.ts';
import { addDays } from '../../domain/dates.ts';
import type { LedgerDocument } from '../../domain/documents.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { SendContext } from './send-documents.ts';
import { sendDocuments } from './send-documents.ts';

test('nothing dated up to the lock is ever sent, whoever planned it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }),
      fc.option(fc.nat(20)),
      async (days, lock) => {
        const opened = openBooks(':memory:', { now: () => at });
        if (!opened.ok) throw new Error(opened.error.message);
        const books = opened.value;
        await linkAll(books);
        const start = day('2026-05-01');
        const lockedUntil = lock === null ? null : addDays(start, lock);
        await books.locks.save(ledgerId, lockedUntil, 'VAT return', at);
        const planned = days.map((offset, index) => {
          const { document, source } = invoice(index + 1);
          return { document: { ...document, issuedOn: addDays(start, offset) }, source };
        });
        await books.outbox.plan(shopId, ledgerId, planned, at);
        const sent: LedgerDocument[] = [];
        const states: string[] = [];
        await sendDocuments(toContext(books, sent), await books.outbox.list({ shopId }), ({ state }) =>
          states.push(state),
        );
        const open = planned.filter(
          ({ document }) => lockedUntil === null || document.issuedOn > lockedUntil,
        );
        expect(sent.map(({ reference }) => reference).sort()).toEqual(
          open.map(({ document }) => document.reference).sort(),
        );
        expect(states.filter((state) => state === 'waiting')).toHaveLength(planned.length - open.length);
        await books.close();
      },
    ),
    { numRuns: 40 },
  );
});

type SentTo = Pick<SendContext, 'deps' | 'ledger'>;

function toContext(books: SendContext['deps']['books'], sent: LedgerDocument[]): SendContext {
  const parts = {
    deps: { books, clock: { now: () => at, sleep: async () => undefined } },
    ledger: {
      capabilities: { together: 4 },
      async postDocument(document: LedgerDocument): ReturnType<Ledger['postDocument']> {
        sent.push(document);
        return { ok: true, value: postedAs(document) };
      },
    },
  };
  return {
    // Sending uses these parts alone.
    ...(parts as unknown as SentTo),
    ledgerId,
    shopId,
    job: { cancel: { aborted: false }, progress: () => undefined },
  };
}
