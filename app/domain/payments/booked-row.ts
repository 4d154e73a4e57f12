import type { OrderId } from '../ids.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { type RowSplit, splitRow } from './split-row.ts';
import type { OpenInvoice, RowOutcome, UninvoicedOrder } from './types.ts';

/** An order row that may be booked, with what it is booked against. */
export interface BookableRow {
  readonly row: SettlementRow;
  readonly split: RowSplit;
  readonly invoice: OpenInvoice | null;
  /** Set where the invoice is born at settlement. */
  readonly saleOrder: UninvoicedOrder | null;
  /** Credited on top, because the user said so. */
  readonly extraCreditMinor: number;
  /** Only fees are booked: nothing was sold. */
  readonly feesOnly: boolean;
}

export function toOutcome(bookable: BookableRow, orderId: OrderId | null): RowOutcome {
  const { row, split, feesOnly } = bookable;
  return {
    rowKey: row.key,
    orderId,
    invoiceNumber: bookable.invoice?.number ?? null,
    cashMinor: feesOnly ? 0 : split.cashMinor,
    deductions: feesOnly ? [] : split.deductions,
    creditedMinor: (feesOnly ? 0 : split.creditMinor) + bookable.extraCreditMinor,
    adjustmentMinor: feesOnly ? row.settlementMinor : split.remainderMinor,
  };
}

export function toBookable(row: SettlementRow, parts: Omit<BookableRow, 'row' | 'split'>): BookableRow {
  const { invoice, saleOrder, extraCreditMinor, feesOnly } = parts;
  return { row, split: splitRow(row), invoice, saleOrder, extraCreditMinor, feesOnly };
}
