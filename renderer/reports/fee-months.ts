import type { Output } from '../../app/contract/api.ts';
import { scaleMinor, sumMinor } from '../../app/domain/money.ts';

type FeeMonth = Output<'fees.months'>['months'][number];

/** A fee over the months, each month at its place; null where it was not charged. Minor units, charged = negative. */
export interface FeeLine {
  readonly name: string;
  readonly amounts: readonly (number | null)[];
  /** Basis points of the goods it was charged on, positive = charged; null where there were no goods. */
  readonly shares: readonly (number | null)[];
  readonly totalMinor: number;
}

export interface FeeTimeline {
  /** `2026-10`, in order, without gaps. */
  readonly months: readonly string[];
  /** The dearest first. */
  readonly lines: readonly FeeLine[];
}

/** Fees by name and month as lines over one axis of months. */
export function toTimeline(rows: readonly FeeMonth[]): FeeTimeline {
  const named = [...new Set(rows.map(({ month }) => month))].sort();
  const months = monthsBetween(named[0], named.at(-1));
  const names = [...new Set(rows.map(({ name }) => name))];
  const lines = names.map((name): FeeLine => {
    const own = new Map(rows.filter((row) => row.name === name).map((row) => [row.month, row]));
    const at = months.map((month) => own.get(month));
    return {
      name,
      amounts: at.map((row) => row?.amountMinor ?? null),
      shares: at.map((row) =>
        row && row.saleMinor > 0 ? scaleMinor(-row.amountMinor, 10_000, row.saleMinor) : null,
      ),
      totalMinor: sumMinor(at.map((row) => row?.amountMinor ?? 0)),
    };
  });
  lines.sort((a, b) => a.totalMinor - b.totalMinor || (a.name < b.name ? -1 : 1));
  return { months, lines };
}

/** A bound for what a mistyped date in a file could ask for. */
const mostMonths = 120;

function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  const months: string[] = [];
  if (first === undefined || last === undefined) return months;
  for (let month = first; month <= last && months.length < mostMonths; month = nextMonth(month))
    months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
