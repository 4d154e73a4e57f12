import type { DayCoverageView } from '../../app/contract/orders.ts';
import { formatCount, formatDate, formatInstant, plural } from '../widgets/format.ts';

/** One cell of the strip: a day, or the days of a week or month where there are too many for a cell each. */
export interface CoverageCell {
  readonly from: string;
  readonly to: string;
  readonly state: DayCoverageView['state'];
  readonly days: number;
  readonly fetchedDays: number;
  readonly storedCount: number;
  /** Σ of the platform's counts; null when a day of the cell has none. */
  readonly platformCount: number | null;
  readonly fetchedAt: number | null;
}

const mostCells = 62;

/** Days, else weeks that begin on Monday, else months: what fits into one line. */
export function toCells(days: readonly DayCoverageView[]): CoverageCell[] {
  for (const keyOf of [(day: string) => day, mondayOf, (day: string) => day.slice(0, 7)]) {
    const cells = groupDays(days, keyOf);
    if (cells.length <= mostCells) return cells;
  }
  return groupDays(days, (day) => day.slice(0, 4));
}

function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - sinceMonday * 86_400_000).toISOString().slice(0, 10);
}

function groupDays(days: readonly DayCoverageView[], keyOf: (day: string) => string): CoverageCell[] {
  const groups = new Map<string, DayCoverageView[]>();
  for (const day of days) {
    const key = keyOf(day.on);
    const known = groups.get(key);
    if (known) known.push(day);
    else groups.set(key, [day]);
  }
  return [...groups.values()].map(toCell);
}

function toCell(days: readonly DayCoverageView[]): CoverageCell {
  const begun = days.filter((day) => day.state !== 'ahead');
  const counts = begun.map((day) => day.platformCount);
  const fetchedAts = days.flatMap((day) => day.fetchedAt ?? []);
  return {
    from: days[0]?.on ?? '',
    to: days.at(-1)?.on ?? '',
    state: stateOf(begun),
    days: begun.length,
    fetchedDays: begun.filter((day) => day.state === 'fetched').length,
    storedCount: days.reduce((sum, day) => sum + day.storedCount, 0),
    platformCount:
      begun.length === 0 || counts.includes(null)
        ? null
        : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    fetchedAt: fetchedAts.length === 0 ? null : Math.max(...fetchedAts),
  };
}

function stateOf(begun: readonly DayCoverageView[]): CoverageCell['state'] {
  if (begun.length === 0) return 'ahead';
  const [first] = begun;
  return first && begun.every((day) => day.state === first.state) ? first.state : 'partly';
}

/** A cell in words: what was fetched, the platform's count against that of the books, and what a press does. */
export function describeCell(cell: CoverageCell, timeZone: string): string {
  const name =
    cell.from === cell.to ? formatDate(cell.from) : `${formatDate(cell.from)} to ${formatDate(cell.to)}`;
  return `${name}: ${describeState(cell, timeZone)}`;
}

function describeState(cell: CoverageCell, timeZone: string): string {
  if (cell.state === 'ahead') return 'still ahead.';
  const stored = `${plural(cell.storedCount, 'order')} in the books`;
  if (cell.state === 'notFetched') return `not fetched, ${stored}.`;
  const counts =
    cell.platformCount === null ? stored : `${stored}, TikTok Shop counts ${formatCount(cell.platformCount)}`;
  const when = cell.fetchedAt === null ? '' : `, last ${formatInstant(cell.fetchedAt, timeZone)}`;
  if (cell.state === 'fetched') return `fetched${when}. ${counts}.`;
  const part = cell.days > 1 ? `${cell.fetchedDays} of ${cell.days} days fetched` : `fetched in part${when}`;
  return `${part}. ${counts}.`;
}

/** The whole range in one line. */
export function describeCoverage(days: readonly DayCoverageView[]): string {
  const begun = days.filter((day) => day.state !== 'ahead');
  if (begun.length === 0) return 'These days are still ahead.';
  const fetched = begun.filter((day) => day.state === 'fetched').length;
  const { storedCount, platformCount } = toCell(days);
  const which =
    fetched === begun.length
      ? `All ${plural(fetched, 'day')} fetched`
      : `${formatCount(fetched)} of ${plural(begun.length, 'day')} fetched`;
  if (platformCount === null && storedCount === 0) return which;
  if (platformCount === null) return `${which} · ${plural(storedCount, 'order')} in the books`;
  return `${which} · ${formatCount(storedCount)} of ${plural(platformCount, 'order')} of TikTok Shop`;
}
