import type { BusinessDate } from '../dates.ts';
import { type Currency, formatMinor } from '../money.ts';
import type { SettlementFile, SettlementRow } from './types.ts';

/** What `settlement inspect` prints. Amounts are decimal text in the file's currency, signs of the file. */
export interface SettlementSummary {
  readonly format: 'xlsx' | 'csv';
  readonly layout: string;
  readonly currency: string;
  readonly timeZone: string | null;
  readonly period: [from: string, to: string];
  /** `unknown` counts rows of unknown type and reserve rows. */
  readonly rows: {
    readonly total: number;
    readonly orders: number;
    readonly adjustments: number;
    readonly unknown: number;
  };
  readonly totals: {
    readonly settlement: string;
    readonly revenue: string;
    readonly fees: string;
    readonly adjustments: string;
  };
  /** Ascending by date. `orders` counts rows; `adjustments` is the sum of all adjustment rows, GMV ads included. */
  readonly byDate: {
    readonly settledOn: string;
    readonly settlement: string;
    readonly orders: number;
    readonly adjustments: string;
    readonly gmvAds: string;
  }[];
  readonly adjustmentsByType: Record<string, { readonly rows: number; readonly amount: string }>;
  readonly startingWith7: number;
  /** Lines with status Transferred only. */
  readonly withdrawals: {
    readonly transferred: string;
    readonly earnings: string;
    readonly gmvDeductions: string;
  };
  readonly proofs: { readonly id: string; readonly checked: number; readonly failed: number }[];
  readonly problems: {
    readonly row: number | null;
    readonly column: string | null;
    readonly message: string;
  }[];
}

const mostProblems = 500;

function sumOf<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

function summariseDays(rows: readonly SettlementRow[], currency: Currency): SettlementSummary['byDate'] {
  const days = new Map<
    BusinessDate,
    { settlement: number; orders: number; adjustments: number; gmvAds: number }
  >();
  for (const row of rows) {
    let day = days.get(row.settledOn);
    if (!day) {
      day = { settlement: 0, orders: 0, adjustments: 0, gmvAds: 0 };
      days.set(row.settledOn, day);
    }
    day.settlement += row.settlementMinor;
    if (row.kind === 'order') day.orders += 1;
    if (row.kind === 'adjustment') day.adjustments += row.settlementMinor;
    if (row.isGmvAds) day.gmvAds += row.settlementMinor;
  }
  const show = (minor: number) => formatMinor(minor, currency);
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([settledOn, day]) => ({
      settledOn,
      settlement: show(day.settlement),
      orders: day.orders,
      adjustments: show(day.adjustments),
      gmvAds: show(day.gmvAds),
    }));
}

function summariseTypes(
  rows: readonly SettlementRow[],
  currency: Currency,
): SettlementSummary['adjustmentsByType'] {
  const types = new Map<string, { rows: number; minor: number }>();
  for (const row of rows) {
    if (row.kind !== 'adjustment') continue;
    const type = types.get(row.type) ?? { rows: 0, minor: 0 };
    type.rows += 1;
    type.minor += row.settlementMinor;
    types.set(row.type, type);
  }
  return Object.fromEntries(
    [...types]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, { rows: count, minor }]) => [type, { rows: count, amount: formatMinor(minor, currency) }]),
  );
}

/** The figures of a settlement file that a bookkeeper compares with Seller Center. */
export function summariseSettlement(file: SettlementFile): SettlementSummary {
  const { rows, currency } = file;
  const show = (minor: number) => formatMinor(minor, currency);
  const count = (kind: SettlementRow['kind']) => rows.filter((row) => row.kind === kind).length;
  const transferred = file.withdrawals.filter((line) => line.status === 'transferred');
  const moved = (type: (typeof transferred)[number]['type']) =>
    show(sumOf(transferred, (line) => (line.type === type ? line.amountMinor : 0)));
  const left = file.problems.length - mostProblems;
  const problems = file.problems
    .slice(0, mostProblems)
    .map(({ row, column, message }) => ({ row, column, message }));
  if (left > 0) problems.push({ row: null, column: null, message: `${left} more problems are not listed.` });
  return {
    format: file.format,
    layout: file.layout,
    currency,
    timeZone: file.timeZone,
    period: [file.period.from, file.period.to],
    rows: {
      total: rows.length,
      orders: count('order'),
      adjustments: count('adjustment'),
      unknown: count('unknown') + count('reserve'),
    },
    totals: {
      settlement: show(sumOf(rows, (row) => row.settlementMinor)),
      revenue: show(sumOf(rows, (row) => row.revenueMinor)),
      fees: show(sumOf(rows, (row) => row.feesMinor)),
      adjustments: show(sumOf(rows, (row) => row.adjustmentMinor)),
    },
    byDate: summariseDays(rows, currency),
    adjustmentsByType: summariseTypes(rows, currency),
    startingWith7: rows.filter((row) => row.startsWith7).length,
    withdrawals: {
      transferred: moved('withdrawal'),
      earnings: moved('earnings'),
      gmvDeductions: moved('gmvDeduction'),
    },
    proofs: file.proofs.map(({ id, checked, failed }) => ({ id, checked, failed })),
    problems,
  };
}
