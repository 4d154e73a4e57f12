import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { toOrderId, toRowKey } from '../ids.ts';
import { isFormulaLike } from '../spreadsheet-text.ts';
import { day, gbp, orderRow } from '../testing/builders.ts';
import type { ProofFacts } from './facts.ts';
import { nameProofPack, planProofPack } from './plan-proof-pack.ts';
import { judgeProof } from './verdict.ts';

const settledOn = day('2026-10-20');
const cash = fc.integer({ min: -1_000_000, max: 1_000_000 });
/** Texts as hostile senders write them: formulas, quotes, line breaks, other scripts. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).map((one) => one.replaceAll(/[\uD800-\uDFFF]/g, '')),
  fc.constantFrom(
    '=HYPERLINK("http://x")',
    '+1',
    '-cmd',
    '@SUM(A1)',
    ' =1',
    '\t=1',
    "'=1",
    'a"b',
    'é;ü',
    '0012',
  ),
);

const arbitraryFacts: fc.Arbitrary<ProofFacts> = fc.record({
  shop: fc.record({
    shopId: text,
    name: text,
    region: fc.constant('GB'),
    currency: fc.constant(gbp),
  }),
  ledgerName: text,
  from: fc.constant(settledOn),
  to: fc.constant(settledOn),
  days: fc.array(
    fc.record({ settlementMinor: cash, postedMinor: cash }).map((sums) => ({
      settledOn,
      ...sums,
      residualMinor: sums.settlementMinor - sums.postedMinor,
      stage: 'earned' as const,
    })),
    { maxLength: 3 },
  ),
  rows: fc.array(
    fc.record({ id: text, type: text, fee: text, key: text, fileName: text, saleMinor: cash }).map((one) => ({
      row: {
        ...orderRow({ on: settledOn }),
        id: one.id,
        type: one.type,
        typeName: one.type,
        key: toRowKey(one.key),
        settledOn,
        relatedOrderId: toOrderId(one.id),
        saleMinor: one.saleMinor,
        fees: [{ name: one.fee, amountMinor: -1 }],
      },
      fileName: one.fileName,
      bookedBy: null,
    })),
    { maxLength: 4 },
  ),
  documents: fc.array(
    fc
      .record({ reference: text, description: text, totalMinor: cash, postedAt: fc.option(fc.nat()) })
      .map((one) => ({
        kind: 'payment' as const,
        issuedOn: settledOn,
        number: one.reference,
        state: 'posted' as const,
        outstandingMinor: null,
        orderIds: [one.reference],
        isTarget: false,
        ...one,
      })),
    { maxLength: 3 },
  ),
  knockOffs: fc.array(
    fc.record({ payment: text, target: text, amountMinor: cash, fee: text }).map(({ fee, ...one }) => ({
      paidOn: settledOn,
      targetKind: 'invoice' as const,
      orderId: one.target,
      cashMinor: one.amountMinor - 1,
      fees: [{ name: fee, amountMinor: 1 }],
      ...one,
    })),
    { maxLength: 3 },
  ),
  bank: fc.array(
    fc.record({ withdrawalId: text, text, amountMinor: cash }).map((one) => ({
      settledOn,
      withdrawalId: one.withdrawalId,
      partMinor: one.amountMinor,
      requestedOn: settledOn,
      withdrawnMinor: one.amountMinor,
      line: { bookedOn: settledOn, amountMinor: one.amountMinor, text: one.text, acceptedAt: 0 },
    })),
    { maxLength: 3 },
  ),
  sources: fc.constant([]),
  checks: fc.array(
    fc.record({ title: text, checked: fc.nat(), failed: fc.nat() }).map((one) => ({
      group: 'books' as const,
      id: 'chain',
      ...one,
    })),
    { maxLength: 3 },
  ),
  history: fc.constant({ lines: 3, hash: 'ab'.repeat(32) }),
  closes: fc.constant([]),
});

const pdf = new Uint8Array([37, 80, 68, 70]);

describe('the files of a proof pack', () => {
  it('have the same bytes for the same facts', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        expect(planProofPack(structuredClone(facts), pdf)).toEqual(planProofPack(facts, pdf));
      }),
    );
  });

  it('hold no cell that a spreadsheet would run, and one line a thing', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const files = new Map(
          planProofPack(facts, pdf).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]),
        );
        for (const [path, content] of files) {
          if (!path.endsWith('.csv')) continue;
          const { data } = Papa.parse<string[]>(content, { delimiter: ',', skipEmptyLines: true });
          expect(data.flat().filter(isFormulaLike)).toEqual([]);
          expect(new Set(data.map((cells) => cells.length)).size).toBe(1);
        }
        const lines = (path: string) =>
          Papa.parse<string[]>(files.get(path) ?? '', { delimiter: ',', skipEmptyLines: true }).data.length -
          1;
        expect(lines('rows.csv')).toBe(facts.rows.length);
        expect(lines('documents.csv')).toBe(facts.documents.length);
        expect(lines('knock-offs.csv')).toBe(facts.knockOffs.length);
        expect(lines('bank.csv')).toBe(facts.bank.length);
      }),
    );
  });

  it('tie out only when each date does by itself and nothing failed', () => {
    fc.assert(
      fc.property(arbitraryFacts, (facts) => {
        const agrees = facts.days.every((one) => one.residualMinor === 0);
        const held = facts.checks.every((one) => one.failed === 0);
        expect(judgeProof(facts).tiedOut).toBe(facts.days.length > 0 && agrees && held);
      }),
    );
  });

  it('are named by region and dates', () => {
    const shop = { shopId: '1', name: 'Shop', region: 'GB', currency: gbp };
    expect(nameProofPack({ shop, from: settledOn, to: settledOn })).toBe('proof-GB-2026-10-20');
    expect(nameProofPack({ shop, from: day('2026-10-01'), to: settledOn })).toBe(
      'proof-GB-2026-10-01-to-2026-10-20',
    );
  });
});
