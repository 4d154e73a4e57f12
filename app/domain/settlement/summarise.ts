import type { BusinessDate } from '../dates.ts';
import { formatMinor } from '../money.ts';
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

interface DayFigures {
  settlement: number;
  orders: number;
  adjustments: number;
  gmvAds: number;
}

/** What the rows add up to, in one walk: they are made while they are gone through. */
function addUp(rows: Iterable<SettlementRow>) {
  const counts = { order: 0, adjustment: 0, reserve: 0, unknown: 0 };
  const totals = { settlement: 0, revenue: 0, fees: 0, adjustments: 0 };
  const days = new Map<BusinessDate, DayFigures>();
  const types = new Map<string, { rows: number; minor: number }>();
  let startingWith7 = 0;
  for (const row of rows) {
    counts[row.kind] += 1;
    totals.settlement += row.settlementMinor;
    totals.revenue += row.revenueMinor;
    totals.fees += row.feesMinor;
    totals.adjustments += row.adjustmentMinor;
    if (row.startsWith7) startingWith7 += 1;
    let day = days.get(row.settledOn);
    if (!day) {
      day = { settlement: 0, orders: 0, adjustments: 0, gmvAds: 0 };
      days.set(row.settledOn, day);
    }
    day.settlement += row.settlementMinor;
    if (row.isGmvAds) day.gmvAds += row.settlementMinor;
    if (row.kind === 'order') day.orders += 1;
    if (row.kind !== 'adjustment') continue;
    day.adjustments += row.settlementMinor;
    const type = types.get(row.type) ?? { rows: 0, minor: 0 };
    type.rows += 1;
    type.minor += row.settlementMinor;
    types.set(row.type, type);
  }
  return { counts, totals, days, types, startingWith7 };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

/** The figures of a settlement file that a bookkeeper compares with Seller Center. */
export function summariseSettlement(file: SettlementFile): SettlementSummary {
  const { currency } = file;
  const { counts, totals, days, types, startingWith7 } = addUp(file.rows);
  const show = (minor: number) => formatMinor(minor, currency);
  const transferred = file.withdrawals.filter((line) => line.status === 'transferred');
  const moved = (type: (typeof transferred)[number]['type']) =>
    show(transferred.reduce((sum, line) => sum + (line.type === type ? line.amountMinor : 0), 0));
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
      total: file.rows.length,
      orders: counts.order,
      adjustments: counts.adjustment,
      unknown: counts.unknown + counts.reserve,
    },
    totals: {
      settlement: show(totals.settlement),
      revenue: show(totals.revenue),
      fees: show(totals.fees),
      adjustments: show(totals.adjustments),
    },
    byDate: [...days].sort(byName).map(([settledOn, day]) => ({
      settledOn,
      settlement: show(day.settlement),
      orders: day.orders,
      adjustments: show(day.adjustments),
      gmvAds: show(day.gmvAds),
    })),
    adjustmentsByType: Object.fromEntries(
      [...types].sort(byName).map(([type, { rows, minor }]) => [type, { rows, amount: show(minor) }]),
    ),
    startingWith7,
    withdrawals: {
      transferred: moved('withdrawal'),
      earnings: moved('earnings'),
      gmvDeductions: moved('gmvDeduction'),
    },
    proofs: file.proofs.map(({ id, checked, failed }) => ({ id, checked, failed })),
    problems,
  };
}
