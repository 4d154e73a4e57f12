import type { RowKey } from '../ids.ts';
import { sumOf } from '../money.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { consumedBy } from './split-row.ts';
import type { Blocker, OpenInvoice, PaymentInput, RowDecision, UninvoicedOrder } from './types.ts';

/** How the open rows of one order may be booked, or what is in the way. */
export interface OrderVerdict {
  /** Rows that cannot be booked, with the reason. */
  readonly blockers: readonly Blocker[];
  /** The order has nothing to knock off (gifts, cancelled before it was invoiced): only fees are booked. */
  readonly feesOnly: boolean;
  /** The invoice is larger than what settles it and the user credits the difference on this row. */
  readonly creditDifference: { readonly rowKey: RowKey; readonly amountMinor: number } | null;
}

/** Nothing is in the way: the one verdict of nearly all orders. */
const asItIs: OrderVerdict = { blockers: [], feesOnly: false, creditDifference: null };

/**
 * Judges all open rows of one order together, over all dates: the sale parts must add up to the open balance of its
 * invoice, unless the user says that the rest comes later or is credited. Never spread, never rounded away
 * (accounting.md §3, "revenue ≠ invoice").
 */
export function judgeOrder(
  rows: readonly SettlementRow[],
  invoice: OpenInvoice | null,
  input: PaymentInput,
): OrderVerdict {
  const first = rows[0];
  if (!first) return asItIs;
  const orderId = first.relatedOrderId;
  const uninvoiced = invoice || orderId === null ? undefined : input.uninvoiced.get(orderId);
  const consumed = sumOf(rows, consumedBy);
  const block = (code: Blocker['code'], message: string, values: Blocker['values']): OrderVerdict => ({
    blockers: rows.map((row) => ({ code, rowKey: row.key, orderId, message, values })),
    feesOnly: false,
    creditDifference: null,
  });

  const onSettlement = !invoice && uninvoiced && isSettledInParts(uninvoiced, input);
  if (!invoice && !onSettlement) {
    const nothingSold = uninvoiced?.state === 'noGoods' || uninvoiced?.state === 'cancelled';
    if (nothingSold && sumOf(rows, (row) => row.revenueMinor) === 0)
      return { blockers: [], feesOnly: true, creditDifference: null };
    return block('no-invoice', missingInvoice(first, uninvoiced?.reason ?? null), null);
  }
  const open = invoice ? invoice.outstandingMinor - invoice.claimedMinor : (uninvoiced?.openMinor ?? 0);
  if (consumed === open || consumed === 0) return asItIs;

  const values = { settlementMinor: consumed, booksMinor: open };
  if (consumed > open) {
    return block('over-allocated', 'The settlement pays more than the invoice has open.', values);
  }
  const decided = findDecision(rows, input.decisions);
  if (decided?.decision.kind === 'partPayment') return asItIs;
  if (decided?.decision.kind === 'creditDifference') {
    return {
      blockers: [],
      feesOnly: false,
      creditDifference: { rowKey: decided.rowKey, amountMinor: open - consumed },
    };
  }
  return block(
    'revenue-differs',
    'The settlement pays less than the invoice has open, and shows no refund.',
    values,
  );
}

/**
 * Whether the order's invoices are born with its money: by the profile, or because one of them was before the profile
 * changed. An order has one open invoice or born-paid ones, never both (accounting.md §5).
 */
function isSettledInParts({ saleOrder, openMinor }: UninvoicedOrder, { profile }: PaymentInput): boolean {
  if (!saleOrder) return false;
  return profile.invoiceTiming === 'onSettlement' || openMinor !== saleOrder.grossMinor;
}

function findDecision(
  rows: readonly SettlementRow[],
  decisions: ReadonlyMap<RowKey, RowDecision>,
): { rowKey: RowKey; decision: RowDecision } | null {
  for (const row of rows) {
    const decision = decisions.get(row.key);
    if (decision?.kind === 'partPayment' || decision?.kind === 'creditDifference') {
      return { rowKey: row.key, decision };
    }
  }
  return null;
}

function missingInvoice(row: SettlementRow, reason: string | null): string {
  return reason === null
    ? `Order ${row.id} is not in the books. Fetch and post it.`
    : `Order ${row.id} has no invoice. ${reason}`;
}
