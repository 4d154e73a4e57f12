import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type ColumnKind, matchesColumn } from '../../domain/column-filter.ts';
import { scaleMinor, sumMinor } from '../../domain/money.ts';
import { settledOrderColumns } from '../../domain/payments/list-columns.ts';
import type { ListedFee } from '../../ports/payment-list.ts';
import { readColumnFilters } from '../column-filters.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import type { PaymentPlans } from './payment-plans.ts';
import { toRowScope } from './row-scope.ts';

/** The settlement by order: what each order's rows come to, beside its invoice. */
export async function listSettledOrders(
  deps: Deps,
  plans: PaymentPlans,
  input: Input<'payments.orders'>,
): Promise<Reply<Output<'payments.orders'>>> {
  const planned = await plans.load(input.shopId);
  if (!planned.ok) return planned;
  const columns = readColumnFilters(input.filters, settledOrderColumns, planned.value.context.shop.currency);
  if (!columns.ok) return columns;
  const { text, status, sort, descending, offset, limit } = input;
  const { rows, total, sums } = await deps.books.paymentList.orders(
    { ...toRowScope(input), text, status, columns: columns.value },
    { sort, descending, offset, limit },
  );
  return done({ rows: [...rows], total, sums: { ...sums } });
}

const feeColumns = { name: 'text', rows: 'count', amount: 'money' } as const satisfies Record<
  string,
  ColumnKind
>;

/** The settlement by fee, the largest charge first. */
export async function listSettledFees(
  deps: Deps,
  plans: PaymentPlans,
  input: Input<'payments.fees'>,
): Promise<Reply<Output<'payments.fees'>>> {
  const planned = await plans.load(input.shopId);
  if (!planned.ok) return planned;
  const columns = readColumnFilters(input.filters, feeColumns, planned.value.context.shop.currency);
  if (!columns.ok) return columns;
  const all = await deps.books.paymentList.fees(toRowScope(input));
  const needle = input.text.trim().toLowerCase();
  const fieldOf = { name: 'name', rows: 'rowCount', amount: 'amountMinor' } as const;
  const shown = all.fees.filter(
    (fee) =>
      fee.name.toLowerCase().includes(needle) &&
      columns.value.every(({ column, test }) => matchesColumn(test, fee[fieldOf[column]])),
  );
  return done({
    fees: shown.map((fee) => ({ ...fee, shareOfRevenue: shareOf(fee, all.revenueMinor) })),
    revenueMinor: all.revenueMinor,
    sums: {
      amountMinor: sumMinor(shown.map((fee) => fee.amountMinor)),
      rowCount: shown.reduce((count, fee) => count + fee.rowCount, 0),
    },
  });
}

/** Hundredths of a percent; a charge is a positive share. */
function shareOf({ amountMinor }: ListedFee, revenueMinor: number): number | null {
  return revenueMinor > 0 ? scaleMinor(0 - amountMinor, 10_000, revenueMinor) : null;
}
