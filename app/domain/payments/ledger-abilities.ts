import type { BookableRow } from './booked-row.ts';
import type { Blocker, PlanCapabilities } from './types.ts';

/**
 * What booking a row asks of the ledger and the ledger cannot do. Such a row blocks its date: sent as it is, the date
 * would be booked in part and refused in part (design.md §5, capabilities).
 */
export function findMissingAbility(bookable: BookableRow, capabilities: PlanCapabilities): Blocker | null {
  const { row, split, invoice, feesOnly } = bookable;
  if (!invoice || feesOnly) return null;
  const block = (reason: string): Blocker => ({
    code: 'profile',
    rowKey: row.key,
    orderId: row.relatedOrderId,
    message: `${reason} Settle invoice ${invoice.number} in the ledger by hand.`,
    values: null,
  });
  if (!capabilities.creditNotes && split.creditMinor + bookable.extraCreditMinor > 0) {
    return block(`Order ${row.id} needs a credit note, and the ledger takes none.`);
  }
  if (!capabilities.laterPayments && split.target !== 'none') {
    return block(`Order ${row.id} was paid, and the ledger takes no payments of open invoices.`);
  }
  return null;
}
