import type { Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { Change } from '../../domain/changes/types.ts';
import type { LedgerDocument, PlannedDocument } from '../../domain/documents.ts';
import type { RowKey } from '../../domain/ids.ts';
import { toOpenDate } from '../../domain/locked-dates.ts';
import { isDifferenceRow } from '../../domain/payments/difference-row.ts';
import { cashOf } from '../../domain/payments/knock-off-documents.ts';
import { planPayments } from '../../domain/payments/plan-payments.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { loadCapabilities } from '../payments/capabilities.ts';
import { loadPaymentState } from '../payments/payment-input.ts';
import { done, refuse } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';

type Delta = Output<'changes.delta'>['delta'];

/**
 * What the difference of a changed row would be posted as: planned alone, by the rules of any other row, so that it
 * waits for no other row of its date. `from` is the row that it differs from.
 */
export async function planDelta(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  change: Change,
): Promise<Reply<{ readonly delta: Delta; readonly from: RowKey; readonly rowKey: RowKey }>> {
  const capabilities = await loadCapabilities(ledgers, context);
  if (!capabilities.ok) return capabilities;
  const state = await loadPaymentState(deps, context, capabilities.value);
  const row = state.input.rows.find(({ key }) => key === change.rowKey);
  const from = row && state.changes.get(row.key);
  if (!row || from === undefined || !isDifferenceRow(row)) {
    return refuse('NOT_FOUND', 'This row changes nothing that is booked any more. Look at it again.');
  }
  const stored = await deps.books.settlements.loadRowsByKey(context.shop.shopId, [from, row.key]);
  const before = stored.get(from)?.row;
  const after = stored.get(row.key)?.row;
  const days = planPayments({ ...state.input, rows: [row], changes: new Map() }).days;
  const lock = await deps.books.locks.load(context.profile.ledgerId);
  const documents = days
    .flatMap((day) => day.documents)
    .map((planned) => (lock ? toOpen(planned, lock.lockedUntil) : planned));
  const blockers = days.flatMap((day) => day.blockers.map(({ message }) => message));
  const delta = {
    currency: context.shop.currency,
    settledOn: row.settledOn,
    differences: before && after ? compare(before, after) : [],
    documents: documents.map(({ document }) => toView(document)),
    blockers:
      documents.length === 0 && blockers.length === 0
        ? ['The two rows differ in no amount: there is nothing to post.']
        : blockers,
  };
  return done({ delta, from, rowKey: row.key });
}

function toOpen({ document, source }: PlannedDocument, lockedUntil: Parameters<typeof toOpenDate>[1]) {
  return { document: toOpenDate(document, lockedUntil), source };
}

/** The sums of the file and its fees by name, where they differ. */
function compare(before: SettlementRow, after: SettlementRow): Delta['differences'] {
  const sums = [
    ['Settlement', before.settlementMinor, after.settlementMinor],
    ['Revenue', before.revenueMinor, after.revenueMinor],
    ['Refund', before.refundMinor, after.refundMinor],
    ['Adjustment', before.adjustmentMinor, after.adjustmentMinor],
    ['Fees', before.feesMinor, after.feesMinor],
  ] as const;
  const names = [...new Set([...before.fees, ...after.fees].map(({ name }) => name))];
  const feeOf = (row: SettlementRow, name: string) =>
    row.fees.reduce((sum, fee) => (fee.name === name ? sum + fee.amountMinor : sum), 0);
  const fees = names.map((name) => [name, feeOf(before, name), feeOf(after, name)] as const);
  return [...sums, ...fees].flatMap(([name, booksMinor, nowMinor]) =>
    booksMinor === nowMinor ? [] : [{ name, booksMinor, nowMinor }],
  );
}

function toView(document: LedgerDocument): Delta['documents'][number] {
  const { kind, description, issuedOn } = document;
  if (kind === 'payment') {
    const lines = document.allocations.map((allocation) => ({
      description: `Knocks off ${allocation.target.reference}`,
      amountMinor: cashOf(allocation),
    }));
    return { kind, description, issuedOn, totalMinor: document.receivedMinor, lines };
  }
  const sign = kind === 'creditNote' ? -1 : 1;
  return {
    kind,
    description,
    issuedOn,
    totalMinor: sign * document.grossMinor,
    lines: document.lines.map((line) => ({
      description: line.description,
      amountMinor: sign * line.grossMinor,
    })),
  };
}
