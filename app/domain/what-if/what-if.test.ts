import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerDocument } from '../documents.ts';
import { planPayments } from '../payments/plan-payments.ts';
import { clearingCode, vat20 } from '../testing/builders.ts';
import { settlements } from '../testing/settlement-arbitrary.ts';
import { planWhatIf } from './plan-what-if.ts';
import { createTotals, type Total } from './totals.ts';

const names = { methods: new Map([[clearingCode, 'Clearing']]), taxes: [vat20] };

function totalsOf(documents: readonly LedgerDocument[]): readonly Total[] {
  const totals = createTotals(names);
  for (const document of documents) totals.add(document);
  return totals.list();
}

const sumOf = (totals: readonly Total[], section: Total['section']) =>
  totals.filter((one) => one.section === section).reduce((sum, one) => sum + one.amountMinor, 0);

const figure = (section: Total['section'], name: string, count: number, amountMinor: number): Total => ({
  section,
  name,
  count,
  amountMinor,
});

describe('totals of documents', () => {
  it('of planned payments: money by method is what is knocked off, items are net and tax', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const { days } = planPayments(input);
        const totals = totalsOf(days.flatMap((day) => day.documents.map(({ document }) => document)));
        const ready = days.filter((day) => day.documents.length > 0);
        const cash = totals.find((one) => one.section === 'method' && one.name === 'Clearing');
        const paid = ready.reduce((sum, day) => sum + day.allocatedMinor + day.adjustmentDocumentMinor, 0);
        expect(cash?.amountMinor ?? 0).toBe(paid);
        expect(sumOf(totals, 'tax')).toBe(sumOf(totals, 'item'));
      }),
    );
  });

  it('do not depend on the order of the documents', () => {
    fc.assert(
      fc.property(settlements, ({ input }) => {
        const documents = planPayments(input).days.flatMap((day) =>
          day.documents.map(({ document }) => document),
        );
        expect(totalsOf([...documents].reverse())).toEqual(totalsOf(documents));
      }),
    );
  });
});

describe('variants side by side', () => {
  it('name every total that one of them has, with what differs', () => {
    const lines = planWhatIf({
      saved: [figure('item', 'MUG', 2, 2000), figure('document', 'Invoices', 1, 2000)],
      changed: [figure('item', 'CUP', 2, 2000), figure('document', 'Invoices', 1, 2000)],
      posted: [figure('item', 'MUG', 1, 1500)],
    });
    expect(lines.map((line) => [line.name, line.changeMinor, line.toPostMinor])).toEqual([
      ['Invoices', 0, 2000],
      ['CUP', 2000, 2000],
      ['MUG', -2000, -1500],
    ]);
  });

  it('say nothing of changes where none were given', () => {
    const [line] = planWhatIf({ saved: [figure('item', 'MUG', 2, 2000)], changed: null, posted: [] });
    expect([line?.changed, line?.changeMinor, line?.toPostMinor]).toEqual([null, null, 2000]);
  });
});
