import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { PaymentRow } from '../../contract/payments.ts';
import { type Reference, type RowKey, toRowKey, toShopId } from '../../domain/ids.ts';
import { formatMinor, sumMinor } from '../../domain/money.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { Blocker, RowDecision, TypeMeaning } from '../../domain/payments/types.ts';
import { findUnexplainedFee } from '../../domain/settlement/unexplained-fees.ts';
import type { StoredRow } from '../../ports/books.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { toDate } from '../orders/order-filter.ts';
import { done, refuse } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { loadCapabilities } from './capabilities.ts';
import { loadPaymentState, orderIdOf, type PaymentState } from './payment-input.ts';

const statuses: readonly PaymentRow['status'][] = [
  'ready',
  'posted',
  'planned',
  'orderNotPosted',
  'differs',
  'unknownType',
  'changed',
  'problem',
];

/** Settlement rows with the invoice each belongs to, what it became, and what may be answered on it. */
export async function listPaymentRows(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'payments.rows'>,
): Promise<Reply<Output<'payments.rows'>>> {
  const all = await loadPaymentRows(deps, ledgers, input.shopId);
  if (!all.ok) return all;
  const from = toDate(input.from);
  const to = toDate(input.to);
  const needle = input.text.trim().toLowerCase();
  const found = all.value.filter(
    (row) =>
      (from === null || row.settledOn >= from) &&
      (to === null || row.settledOn <= to) &&
      (needle === '' || searchText(row).includes(needle)),
  );
  const counts = Object.fromEntries(
    statuses.map((status) => [status, found.filter((row) => row.status === status).length]),
  ) as Output<'payments.rows'>['counts']; // every status has its count
  const shown = input.status === null ? found : found.filter((row) => row.status === input.status);
  return done({
    rows: shown.slice(input.offset, input.offset + input.limit),
    total: shown.length,
    counts,
    sums: {
      settlementMinor: sumMinor(shown.map((row) => row.settlementMinor)),
      revenueMinor: sumMinor(shown.map((row) => row.revenueMinor)),
      feesMinor: sumMinor(shown.map((row) => row.feesMinor)),
      adjustmentMinor: sumMinor(shown.map((row) => row.adjustmentMinor)),
    },
  });
}

export async function decideRow(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'payments.decide'>,
): Promise<Reply<Output<'payments.decide'>>> {
  const shopId = toShopId(input.shopId);
  const rowKey = toRowKey(input.rowKey);
  const before = await loadPaymentRows(deps, ledgers, input.shopId);
  if (!before.ok) return before;
  const row = before.value.find((one) => one.rowKey === rowKey);
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
    await deps.books.settlements.saveDecision(shopId, rowKey, kept, at);
  }
  deps.changed(['payments']);
  const after = await loadPaymentRows(deps, ledgers, input.shopId);
  if (!after.ok) return after;
  const now = after.value.find((one) => one.rowKey === rowKey);
  return now ? done({ row: now }) : refuse('NOT_FOUND', 'This settlement row is not in the books.');
}

/** Answers about a kind of row or fee, remembered for the shop; the others are about the one row. */
const meanings: Readonly<Partial<Record<string, TypeMeaning>>> = {
  isAdjustment: 'adjustment',
  isOrder: 'order',
  isFee: 'fee',
};

async function loadPaymentRows(
  deps: Deps,
  ledgers: LedgerLinks,
  shop: string,
): Promise<Reply<readonly PaymentRow[]>> {
  const shopId = toShopId(shop);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const capabilities = await loadCapabilities(ledgers, context.value);
  if (!capabilities.ok) return capabilities;
  const state = await loadPaymentState(deps, context.value, capabilities.value);
  const blockers = new Map<RowKey, Blocker>();
  for (const day of planPayments(state.input).days) {
    for (const blocker of day.blockers) if (blocker.rowKey) blockers.set(blocker.rowKey, blocker);
  }
  const payments = await deps.books.outbox.list({ shopId, kinds: ['payment', 'invoice'] });
  const byReference = new Map(payments.map((stored) => [stored.reference, stored]));
  const rows = state.stored
    .filter((stored) => !state.superseded.has(stored.row.key))
    .map((stored) => toPaymentRow(stored, state, blockers.get(stored.row.key) ?? null, byReference));
  rows.sort((a, b) =>
    a.settledOn === b.settledOn ? a.rowNumber - b.rowNumber : a.settledOn < b.settledOn ? 1 : -1,
  );
  return done(rows);
}

function toPaymentRow(
  stored: StoredRow,
  state: PaymentState,
  blocker: Blocker | null,
  payments: ReadonlyMap<Reference, StoredDocument>,
): PaymentRow {
  const { row, bookedBy, bookedState } = stored;
  const orderId = orderIdOf(row);
  const invoice = orderId === null ? undefined : state.invoices.get(orderId);
  const { status, reason, choices } = bookedBy
    ? {
        status: bookedState === 'posted' ? ('posted' as const) : ('planned' as const),
        reason: null,
        choices: [],
      }
    : judge(blocker, row.currency);
  return {
    rowKey: row.key,
    rowNumber: row.rowNumber,
    kind: row.kind,
    type: row.type,
    id: row.id,
    relatedOrderId: row.relatedOrderId,
    settledOn: row.settledOn,
    currency: row.currency,
    invoiceNumber: invoice?.number ?? null,
    settlementMinor: row.settlementMinor,
    revenueMinor: row.revenueMinor,
    feesMinor: row.feesMinor,
    adjustmentMinor: row.adjustmentMinor,
    refundMinor: row.refundMinor,
    fees: [...row.fees],
    status,
    reason,
    choices,
    paymentNumber: bookedBy ? (payments.get(bookedBy)?.number ?? null) : null,
  };
}

function judge(
  blocker: Blocker | null,
  currency: PaymentState['input']['currency'],
): Pick<PaymentRow, 'status' | 'reason' | 'choices'> {
  if (!blocker) return { status: 'ready', reason: null, choices: [] };
  const { code, values } = blocker;
  const amounts = values
    ? ` Settlement ${formatMinor(values.settlementMinor, currency)}, invoice ${formatMinor(values.booksMinor, currency)}.`
    : '';
  const reason = blocker.message + amounts;
  if (code === 'no-invoice') return { status: 'orderNotPosted', reason, choices: [] };
  if (code === 'revenue-differs')
    return { status: 'differs', reason, choices: ['creditDifference', 'partPayment'] };
  if (code === 'over-allocated') return { status: 'differs', reason, choices: [] };
  if (code === 'unknown-type') return { status: 'unknownType', reason, choices: ['isAdjustment', 'isOrder'] };
  if (code === 'unknown-fee') return { status: 'problem', reason, choices: ['isFee'] };
  if (code === 'changed-row') return { status: 'changed', reason, choices: ['ignore'] };
  return { status: 'problem', reason, choices: [] };
}

function searchText(row: PaymentRow): string {
  const amounts = [row.settlementMinor, row.revenueMinor, row.feesMinor];
  // The currency was checked when the file was read.
  const currency = row.currency as PaymentState['input']['currency'];
  const texts = amounts.map((amount) => formatMinor(amount, currency));
  return `${row.id} ${row.type} ${row.settledOn} ${row.invoiceNumber ?? ''} ${texts.join(' ')}`.toLowerCase();
}
