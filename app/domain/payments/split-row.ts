import { allocateMinor, sumOf } from '../money.ts';
import type { NamedAmount, SettlementRow } from '../settlement/types.ts';

/**
 * What one order row of a settlement becomes (accounting.md §3). S = R + F, R = sale + refund. The refund is a credit
 * note that eats up the sale first; what is left of the revenue is knocked off by cash and fees:
 *
 *   R > 0   knocks off the invoice          cash + fees charged = R
 *   R < 0   knocks off the credit note      cash taken + fees given back = R
 *   R = 0   nothing is left to knock off
 *
 * Fees consume at most R. What exceeds it has no balance to consume (fees kept on a full refund, fees charged on a
 * reversal) and goes to the day's adjustment document, so that cash + remainder = S always.
 */
export interface RowSplit {
  /** Part of the invoice's balance the row consumes, ≥ 0: by credit note, cash and fees together. */
  readonly consumesMinor: number;
  /** Credit note for the refund part, ≥ 0 … */
  readonly creditMinor: number;
  /** … of which this much is applied to the invoice at once. */
  readonly appliedMinor: number;
  readonly target: 'invoice' | 'creditNote' | 'none';
  /** The balance knocked off by the payment: R. */
  readonly knockOffMinor: number;
  readonly cashMinor: number;
  /** Fees split out of the knock-off; positive = charged. They sum to knock-off − cash. */
  readonly deductions: readonly NamedAmount[];
  /** S − cash: goes to the adjustment document. */
  readonly remainderMinor: number;
}

export function splitRow(row: SettlementRow): RowSplit {
  const sale = consumedBy(row);
  const credit = Math.max(-row.refundMinor, 0) + Math.max(-row.saleMinor, 0);
  const knockOff = row.revenueMinor;
  const deducted = clip(-row.feesMinor, knockOff);
  return {
    consumesMinor: sale,
    creditMinor: credit,
    appliedMinor: Math.min(sale, credit),
    target: knockOff > 0 ? 'invoice' : knockOff < 0 ? 'creditNote' : 'none',
    knockOffMinor: knockOff,
    cashMinor: knockOff - deducted,
    deductions: nameDeductions(row.fees, deducted),
    remainderMinor: row.settlementMinor - (knockOff - deducted),
  };
}

/** Part of the invoice's balance that a row consumes, ≥ 0. A refund taken back is money for goods like a sale. */
export function consumedBy(row: SettlementRow): number {
  return Math.max(row.saleMinor, 0) + Math.max(row.refundMinor, 0);
}

/** The part of `wanted` that lies between 0 and `limit`. */
function clip(wanted: number, limit: number): number {
  const clipped = limit > 0 ? Math.min(Math.max(wanted, 0), limit) : Math.max(Math.min(wanted, 0), limit);
  return clipped === 0 ? 0 : clipped;
}

/**
 * All fees where all of them fit. Else those on the side of the sum share it in proportion: a fee that was given back
 * is never shown as one that was charged.
 */
function nameDeductions(fees: readonly NamedAmount[], deducted: number): NamedAmount[] {
  if (deducted === 0) return [];
  const whole = fees.map((fee) => ({ name: fee.name, amountMinor: -fee.amountMinor }));
  if (sumOf(whole, (fee) => fee.amountMinor) === deducted) return whole;
  const sharing = whole.filter((fee) => Math.sign(fee.amountMinor) === Math.sign(deducted));
  if (sharing.length === 0) return [{ name: 'Fees', amountMinor: deducted }];
  const parts = allocateMinor(
    deducted,
    sharing.map((fee) => Math.abs(fee.amountMinor)),
  );
  return sharing.flatMap((fee, index) => {
    const amountMinor = parts[index] ?? 0;
    return amountMinor === 0 ? [] : [{ name: fee.name, amountMinor }];
  });
}
