import type { SettlementRow } from './types.ts';

/**
 * Fees that the file charges and no known column explains. They are a fee of their own, shown with their amount, and
 * keep their date from being posted until a person says that they are fees (accounting.md §3, last row).
 */
export const unexplainedFee = 'Fees not broken down';
const unknownColumns = 'Unknown column: ';

export function unexplainedFeeOf(columns: readonly string[]): string {
  return unknownColumns + columns.join(' + ');
}

/** The name of the row's unexplained fee; null when every fee is explained. */
export function findUnexplainedFee(row: Pick<SettlementRow, 'fees'>): string | null {
  const fee = row.fees.find(({ name }) => name === unexplainedFee || name.startsWith(unknownColumns));
  return fee?.name ?? null;
}
