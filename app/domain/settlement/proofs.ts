import type { Proof } from './types.ts';

type ProofId = Proof['id'];

const titles: { readonly [Id in ProofId]: string } = {
  I1: 'Settlement = revenue + fees + adjustment',
  I2: 'Revenue = subtotal after seller discounts + refund subtotal after seller discounts',
  I3: 'Subtotal after = subtotal before + seller discounts',
  I4: 'Refund after = refund before + refund of seller discounts',
  I5: 'Total fees = the named fees',
  I6: 'Shipping = its details',
  I7: 'Orders carry no adjustment; adjustments carry nothing else',
  I8: 'Totals of Reports = sums of the rows',
  I9: 'Each settled day = its Earnings and GMV deduction',
};
const ids: readonly ProofId[] = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'];

/** Counts comparisons by identity (vendors/settlement-exports.md §4). */
export interface ProofCounts {
  /** Counts one comparison and answers whether it holds. */
  check(id: ProofId, holds: boolean): boolean;
  toProofs(): Proof[];
}

export function countProofs(): ProofCounts {
  const none = () => ({ checked: 0, failed: 0 });
  const counts = {
    I1: none(),
    I2: none(),
    I3: none(),
    I4: none(),
    I5: none(),
    I6: none(),
    I7: none(),
    I8: none(),
    I9: none(),
  } satisfies Record<ProofId, { checked: number; failed: number }>;
  return {
    check: (id, holds) => {
      counts[id].checked += 1;
      if (!holds) counts[id].failed += 1;
      return holds;
    },
    toProofs: () => ids.map((id) => ({ id, title: titles[id], ...counts[id] })),
  };
}
