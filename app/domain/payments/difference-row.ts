import type { NamedAmount, SettlementRow } from '../settlement/types.ts';

/** Amounts of a row that add up over its versions; fees do so by name. */
const amounts = [
  'settlementMinor',
  'revenueMinor',
  'feesMinor',
  'adjustmentMinor',
  'listMinor',
  'saleMinor',
  'refundMinor',
  'reserveMinor',
] as const satisfies readonly (keyof SettlementRow)[];

/** A row that only says by how much a later file differs from what was booked: planned like any other row. */
export interface DifferenceRow extends SettlementRow {
  readonly isDifference: true;
}

/**
 * What `after` shows less what `before` shows, as a row of its own with the identity of `after`: what was booked for
 * `before` and what is booked for this one add up to what `after` alone would be.
 */
export function toDifferenceRow(before: SettlementRow, after: SettlementRow): DifferenceRow {
  const differences = amounts.map((name) => [name, after[name] - before[name]] as const);
  return {
    ...after,
    ...Object.fromEntries(differences),
    fees: subtractFees(before.fees, after.fees),
    isDifference: true,
  };
}

export function isDifferenceRow(row: SettlementRow): row is DifferenceRow {
  return 'isDifference' in row;
}

/** Whether money moves anywhere; texts alone are no difference that could be booked. */
export function movesMoney(row: DifferenceRow): boolean {
  return row.fees.length > 0 || amounts.some((name) => row[name] !== 0);
}

/** By name, in the order in which the names come first; what is equal on both sides is left out. */
function subtractFees(before: readonly NamedAmount[], after: readonly NamedAmount[]): NamedAmount[] {
  const sums = new Map<string, number>();
  const add = (name: string, amountMinor: number) => sums.set(name, (sums.get(name) ?? 0) + amountMinor);
  for (const fee of after) add(fee.name, fee.amountMinor);
  for (const fee of before) add(fee.name, 0 - fee.amountMinor);
  return [...sums].flatMap(([name, amountMinor]) => (amountMinor === 0 ? [] : [{ name, amountMinor }]));
}
