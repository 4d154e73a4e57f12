import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BusinessDate } from '../dates.ts';
import type { DocumentKind } from '../documents.ts';
import { type Reference, toReference } from '../ids.ts';
import { postingStates } from '../posting-states.ts';
import { planUndo, type UndoAbilities, type UndoFacts, type UndoUser } from './plan-undo.ts';

const today = '2026-06-15' as BusinessDate; // dates of the calendar
const may = '2026-05-10' as BusinessDate;
function document(reference: string, kind: DocumentKind, over: Partial<UndoFacts> = {}): UndoFacts {
  return {
    reference: toReference(reference),
    kind,
    state: 'posted',
    number: `N-${reference}`,
    issuedOn: may,
    totalMinor: 1800,
    outstandingMinor: null,
    usedBy: [],
    inLedger: { totalMinor: 1800, outstandingMinor: null },
    reconciledWith: null,
    canReverse: true,
    ...over,
  };
}
const user = (reference: string, kind: DocumentKind): UndoUser => ({
  kind,
  reference: toReference(reference),
  number: null,
});
const able = (over: Partial<UndoAbilities> = {}): UndoAbilities => ({
  removes: new Set(['payment', 'creditNote', 'invoice', 'order', 'amendment']),
  reverses: new Set(),
  lockedUntil: null,
  ...over,
});
const names = (steps: readonly { readonly reference: Reference }[]) =>
  steps.map(({ reference }) => reference);

describe('the dry run of an undo', () => {
  const invoice = document('order-1', 'invoice', { usedBy: [user('payment-1', 'payment')] });
  const payment = document('payment-1', 'payment');

  test('a payment goes before the invoice it knocks off', () => {
    expect(names(planUndo([invoice, payment], able(), today).removable)).toEqual(['payment-1', 'order-1']);
  });

  test('an invoice whose payment stays, stays', () => {
    const plan = planUndo([invoice], able(), today);
    expect(plan.blocked[0]?.reason).toBe('Other documents stand on it and are not undone: payment-1.');
  });

  test('an invoice whose payment cannot be undone, stays too', () => {
    const reconciled = { ...payment, reconciledWith: '12 May 2026, 182.60' };
    const plan = planUndo([invoice, reconciled], able(), today);
    expect(names(plan.blocked)).toEqual(['payment-1', 'order-1']);
    expect(plan.blocked[0]?.reason).toContain('12 May 2026, 182.60');
  });

  test('what was edited in the ledger since is not touched', () => {
    const edited = document('order-2', 'invoice', { inLedger: { totalMinor: 1700, outstandingMinor: null } });
    expect(planUndo([edited], able(), today).blocked[0]?.reason).toContain('edited');
  });

  test('what the ledger has no call for is reversed, or named for a person', () => {
    const plan = planUndo(
      [document('order-1', 'invoice'), payment],
      able({ removes: new Set(), reverses: new Set(['invoice']) }),
      today,
    );
    expect(plan.reversible).toMatchObject([{ reference: 'order-1', reverseOn: may }]);
    expect(names(plan.byHand)).toEqual(['payment-1']);
  });

  test('a closed date is reversed today', () => {
    const plan = planUndo(
      [document('order-1', 'invoice')],
      able({ reverses: new Set(['invoice']), lockedUntil: may }),
      today,
    );
    expect(plan.reversible).toMatchObject([{ reference: 'order-1', reverseOn: today }]);
  });

  test('what somebody paid in the ledger by hand is not touched', () => {
    const paid = document('order-2', 'invoice', {
      outstandingMinor: 1800,
      inLedger: { totalMinor: 1800, outstandingMinor: 300 },
    });
    expect(planUndo([paid], able(), today).blocked[0]?.reason).toContain('edited');
  });

  test('a sale order under a reversed invoice stays with it', () => {
    const order = document('order-1', 'order', { usedBy: [user('order-1', 'invoice')] });
    const abilities = able({ reverses: new Set(['invoice']), removes: new Set(['order']) });
    const plan = planUndo([order, document('order-1', 'invoice')], abilities, today);
    expect(plan.reversible).toMatchObject([{ kind: 'invoice' }]);
    expect(plan.blocked).toMatchObject([{ kind: 'order', reason: expect.stringContaining('reversed') }]);
  });

  test('what has no document of the opposite sign is left to a person', () => {
    const paid = document('order-1', 'invoice', { canReverse: false });
    const plan = planUndo([paid], able({ removes: new Set(), reverses: new Set(['invoice']) }), today);
    expect(names(plan.byHand)).toEqual(['order-1']);
  });

  test('what never arrived, or was deleted there, only leaves the books', () => {
    const planned = document('order-1', 'invoice', { state: 'planned', inLedger: 'notAsked' });
    const deleted = document('order-2', 'invoice', { inLedger: null });
    const plan = planUndo([planned, deleted], able({ removes: new Set() }), today);
    expect(names(plan.removable)).toEqual(['order-1', 'order-2']);
  });

  test('what was sent and not confirmed is checked first', () => {
    const plan = planUndo([document('order-1', 'invoice', { state: 'unknown' })], able(), today);
    expect(plan.blocked[0]?.reason).toContain('Check now');
  });
});

test('every document is in exactly one list, and nothing goes before what stands on it', () => {
  const made = fc.array(
    fc.record({
      kind: fc.constantFrom<DocumentKind>('payment', 'creditNote', 'amendment', 'invoice', 'order'),
      state: fc.constantFrom(...postingStates),
      uses: fc.array(fc.nat(9), { maxLength: 3 }),
      inLedger: fc.constantFrom(
        null,
        'notAsked' as const,
        { totalMinor: 1800, outstandingMinor: null },
        { totalMinor: 1, outstandingMinor: null },
      ),
      reconciledWith: fc.constantFrom(null, null, null, 'a line'),
      locked: fc.boolean(),
    }),
    { maxLength: 10 },
  );
  const kinds = fc.subarray<DocumentKind>(['payment', 'creditNote', 'amendment', 'invoice', 'order']);
  fc.assert(
    fc.property(made, kinds, kinds, (specs, removes, reverses) => {
      const rank: readonly DocumentKind[] = ['payment', 'creditNote', 'amendment', 'invoice', 'order'];
      const facts = specs.map((spec, index) =>
        document(`d${index}`, spec.kind, {
          state: spec.state,
          inLedger: spec.inLedger,
          reconciledWith: spec.reconciledWith,
          issuedOn: spec.locked ? may : today,
          usedBy: specs.flatMap((other, at) =>
            other.uses.includes(index) && rank.indexOf(other.kind) < rank.indexOf(spec.kind)
              ? [{ kind: other.kind, reference: toReference(`d${at}`), number: null }]
              : [],
          ),
        }),
      );
      const plan = planUndo(
        facts,
        able({ removes: new Set(removes), reverses: new Set(reverses), lockedUntil: may }),
        today,
      );
      const all = [...plan.removable, ...plan.reversible, ...plan.byHand, ...plan.blocked];
      expect(names(all).sort()).toEqual(names(facts).sort());
      const undone = new Set([...names(plan.removable), ...names(plan.reversible)]);
      for (const one of facts.filter(({ reference }) => undone.has(reference))) {
        for (const { reference } of one.usedBy) expect(undone).toContain(reference);
      }
      expect(names(plan.removable)).toEqual(
        [...names(plan.removable)].sort((a, b) => {
          const kindOf = (reference: Reference) =>
            facts.find((one) => one.reference === reference)?.kind ?? 'order';
          return rank.indexOf(kindOf(a)) - rank.indexOf(kindOf(b));
        }),
      );
    }),
  );
});
