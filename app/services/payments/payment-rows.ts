import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PaymentRow } from '../../contract/payments.ts';
import { toRowKey, toShopId } from '../../domain/ids.ts';
import { rowColumns } from '../../domain/payments/list-columns.ts';
import type { RowDecision, TypeMeaning } from '../../domain/payments/types.ts';
import { findUnexplainedFee } from '../../domain/settlement/unexplained-fees.ts';
import type { ListedRow } from '../../ports/payment-list.ts';
import { readColumnFilters } from '../column-filters.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import type { PaymentPlans } from './payment-plans.ts';
import { toRowScope } from './row-scope.ts';

/** Settlement rows with the invoice each belongs to, what it became, and what may be answered on it. */
export async function listPaymentRows(
  deps: Deps,
  plans: PaymentPlans,
  input: Input<'payments.rows'>,
): Promise<Reply<Output<'payments.rows'>>> {
  const planned = await plans.load(input.shopId);
  if (!planned.ok) return planned;
  const columns = readColumnFilters(input.filters, rowColumns, planned.value.context.shop.currency);
  if (!columns.ok) return columns;
  const { text, status, sort, descending, offset, limit } = input;
  const found = await deps.books.paymentList.rows(
    { ...toRowScope(input), text, status, columns: columns.value },
    { sort, descending, offset, limit },
  );
  const { total, counts, sums } = found;
  return done({ rows: found.rows.map(toPaymentRow), total, counts: { ...counts }, sums: { ...sums } });
}

export async function decideRow(
  deps: Deps,
  plans: PaymentPlans,
  input: Input<'payments.decide'>,
): Promise<Reply<Output<'payments.decide'>>> {
  const shopId = toShopId(input.shopId);
  const rowKey = toRowKey(input.rowKey);
  const before = await plans.load(shopId);
  if (!before.ok) return before;
  const row = await deps.books.paymentList.row(shopId, rowKey);
  if (!row) return refuse('NOT_FOUND', 'This settlement row is not in the books.');
  if (row.status === 'posted')
    return refuse('BAD_INPUT', 'The row is booked and its documents are in the ledger. Correct them there.');
  const { decision } = input;
  const at = deps.clock.now();
  const meaning = meanings[decision.kind];
  if (meaning) {
    const about = meaning === 'fee' ? findUnexplainedFee(row) : row.type;
    if (about === null) return refuse('BAD_INPUT', 'Every fee of this row is known already.');
    await deps.books.settlements.saveTypeMeaning(shopId, about.toLowerCase(), meaning, at);
  } else if (decision.kind !== 'isAdjustment' && decision.kind !== 'isOrder' && decision.kind !== 'isFee') {
    const kept: RowDecision | null = decision.kind === 'leave' ? null : decision;
    const save = () => deps.books.settlements.saveDecision(shopId, rowKey, kept, at);
    const known = await deps.books.settlements.loadRowsByKey(shopId, [rowKey]);
    // Without its difference the row may stand for the one under it: then more than its own plan changes.
    if (known.get(rowKey)?.decision?.kind === 'bookDifference') await save();
    else await plans.afterAnswer(shopId, rowKey, save);
  }
  deps.changed(['payments']);
  const after = await plans.load(shopId);
  if (!after.ok) return after;
  const now = await deps.books.paymentList.row(shopId, rowKey);
  return now
    ? done({ row: toPaymentRow(now) })
    : refuse('NOT_FOUND', 'This settlement row is not in the books.');
}

/** Answers about a kind of row or fee, remembered for the shop; the others are about the one row. */
const meanings: Readonly<Partial<Record<string, TypeMeaning>>> = {
  isAdjustment: 'adjustment',
  isOrder: 'order',
  isFee: 'fee',
};

function toPaymentRow(row: ListedRow): PaymentRow {
  return { ...row, fees: row.fees.map((fee) => ({ ...fee })), choices: [...row.choices] };
}
