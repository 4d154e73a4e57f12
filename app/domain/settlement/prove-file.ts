import type { BusinessDate } from '../dates.ts';
import { type Currency, formatMinor } from '../money.ts';
import { type DecimalMark, parseCellAmount } from './amounts.ts';
import { feeKey } from './fee-names.ts';
import type { Header } from './find-header.ts';
import { blocking, note } from './problems.ts';
import type { ProofCounts } from './proofs.ts';
import type { ReportNode, ReportTree } from './report-tree.ts';
import { typeKey } from './type-names.ts';
import type { SettlementProblem, WithdrawalRow } from './types.ts';

const hardTotals = new Set(['settlement', 'revenue', 'fees', 'adjustments', 'netSales']);

/**
 * I8: every amount of the Reports tree equals the sum of its column, and every child of `Total adjustments` the sum of
 * that type's rows. A label that is there twice is fulfilled by either line (seen in September 2025).
 */
export function proveReport(context: {
  readonly tree: ReportTree;
  readonly header: Header;
  readonly columnSums: ReadonlyMap<number, number>;
  readonly typeSums: ReadonlyMap<string, number>;
  readonly currency: Currency;
  readonly mark: DecimalMark;
  readonly counts: ProofCounts;
}): SettlementProblem[] {
  const { tree, header, columnSums, typeSums, currency, mark, counts } = context;
  const problems: SettlementProblem[] = [];
  const show = (minor: number) => formatMinor(minor, currency);
  const adjustments = tree.nodes.find((node) => node.field === 'adjustments');
  const byFeeKey = new Map<string, number>();
  header.keys.forEach((key, index) => {
    if (key !== '' && !byFeeKey.has(feeKey(key))) byFeeKey.set(feeKey(key), index);
  });
  const columnOf = (node: ReportNode): number | null => {
    if (node.field === 'adjustments') return header.fields.get('adjustment') ?? null;
    if (node.field !== null) return header.fields.get(node.field) ?? null;
    const exact = header.keys.indexOf(node.key);
    return exact === -1 ? (byFeeKey.get(feeKey(node.key)) ?? null) : exact;
  };

  const expected = (node: ReportNode): number | null => {
    if (adjustments && node.path.includes(adjustments.key)) return typeSums.get(typeKey(node.label)) ?? 0;
    const column = columnOf(node);
    if (column !== null) return columnSums.get(column) ?? null;
    // A label without a column of its own is the sum of those below it.
    const below = tree.nodes.filter(
      (child) => child.path.at(-1) === node.key && child.path.length === node.path.length + 1,
    );
    const parts = below.map(expected).filter((part) => part !== null);
    return parts.length === 0 ? null : parts.reduce((all, part) => all + part, 0);
  };

  const groups = new Map<string, ReportNode[]>();
  for (const node of tree.nodes) {
    const inAdjustments = adjustments !== undefined && node.path.includes(adjustments.key);
    const key = `${inAdjustments ? 'type' : 'column'}|${node.key}`;
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  for (const nodes of groups.values()) {
    const [first] = nodes;
    if (!first) continue;
    const amounts: number[] = [];
    for (const node of nodes) {
      const amount = parseCellAmount(node.valueText, currency, mark);
      if (amount.ok) amounts.push(amount.value.minor);
    }
    if (amounts.length === 0) continue;
    const sum = expected(first);
    // A line without a column says nothing while it is zero.
    if (sum === null && amounts.every((amount) => amount === 0)) continue;
    const total = amounts.reduce((all, amount) => all + amount, 0);
    if (counts.check('I8', sum !== null && (amounts.includes(sum) || total === sum))) continue;
    const says = `I8: Reports says ${show(amounts[0] ?? 0)} for "${first.label}" (row ${first.rowNumber} of Reports)`;
    const message =
      sum === null
        ? `${says}, but the rows have no such column.`
        : `${says}, the rows add up to ${show(sum)}. Rows are missing, doubled or changed; load the original export.`;
    problems.push(
      hardTotals.has(first.field ?? '')
        ? blocking(null, first.label, message)
        : note(null, first.label, message),
    );
  }
  return problems;
}

/** What the rows of one settled day come to, minor units. */
export interface DaySums {
  /** Without GMV ads. */
  settled: number;
  gmv: number;
}

interface Day extends DaySums {
  earnings: number;
  deductions: number;
}

/**
 * I9: per settled day, the rows without GMV ads equal the day's Earnings, and the GMV rows the day's GMV deduction.
 * Days outside the dates that the Withdrawal sheet covers are not compared.
 */
export function proveDays(
  sums: ReadonlyMap<BusinessDate, DaySums>,
  withdrawals: readonly WithdrawalRow[],
  currency: Currency,
  counts: ProofCounts,
): SettlementProblem[] {
  const days = new Map<BusinessDate, Day>();
  for (const [date, { settled, gmv }] of sums) days.set(date, { settled, gmv, earnings: 0, deductions: 0 });
  const dayOf = (date: BusinessDate): Day => {
    let day = days.get(date);
    if (!day) {
      day = { settled: 0, gmv: 0, earnings: 0, deductions: 0 };
      days.set(date, day);
    }
    return day;
  };
  const dates = [...sums.keys()].sort();
  const firstSettled = dates[0] ?? null;
  const lastSettled = dates.at(-1) ?? null;
  let from: BusinessDate | null = null;
  let to: BusinessDate | null = null;
  for (const line of withdrawals) {
    if (line.type !== 'earnings' && line.type !== 'gmvDeduction') continue;
    const date = line.requestedOn ?? line.succeededOn;
    if (date === null || line.status === 'failed') continue;
    if (from === null || date < from) from = date;
    if (to === null || date > to) to = date;
    if (firstSettled === null || lastSettled === null || date < firstSettled || date > lastSettled) continue;
    const day = dayOf(date);
    if (line.type === 'earnings') day.earnings += line.amountMinor;
    else day.deductions += line.amountMinor;
  }
  const problems: SettlementProblem[] = [];
  if (from === null || to === null) return problems;
  const show = (minor: number) => formatMinor(minor, currency);
  for (const [date, day] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (date < from || date > to) continue;
    if (!counts.check('I9', day.settled === day.earnings && day.gmv === day.deductions)) {
      const part =
        day.settled === day.earnings
          ? `GMV ads of ${show(day.gmv)}, the Withdrawal sheet a GMV deduction of ${show(day.deductions)}`
          : `a settlement of ${show(day.settled)} without GMV ads, the Withdrawal sheet earnings of ${show(day.earnings)}`;
      problems.push(
        note(
          null,
          null,
          `I9: on ${date} the rows have ${part}. Rows of the day are missing, doubled or changed.`,
        ),
      );
    }
  }
  return problems;
}
