import type { PaymentDay } from '../../app/contract/payments.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { isTicked, type Selection, tickedCount } from '../grid/selection.ts';

export interface DayPosting {
  /** Dates to post; null = all that are ready. */
  readonly dates: readonly string[] | null;
  readonly ready: readonly PaymentDay[];
  /** Ticked days that cannot be posted now. */
  readonly leftOut: readonly PaymentDay[];
  readonly settlementMinor: number;
}

/** Ready, or started earlier and not finished: Post goes on with its documents. */
export function canBePosted(day: PaymentDay): boolean {
  return day.state === 'ready' || day.state === 'posting';
}

/** What Post means: the ticked days, or every ready day when nothing is ticked. Days in another state are left out. */
export function planDays(days: readonly PaymentDay[], selection: Selection): DayPosting {
  const isAll = selection.all || tickedCount(selection, days.length) === 0;
  const chosen = days.filter((day) =>
    selection.all || !isAll ? isTicked(selection, day.settledOn) : day.state !== 'posted',
  );
  const ready = chosen.filter(canBePosted);
  return {
    dates: isAll && selection.marks.size === 0 ? null : ready.map((day) => day.settledOn),
    ready,
    leftOut: chosen.filter((day) => day.state === 'blocked'),
    settlementMinor: sumMinor(ready.map((day) => day.settlementMinor)),
  };
}
