import { formatCount, formatMoney } from '../widgets/format.ts';
import { nothingTicked, type Selection, tickedCount, tickedSum } from './selection.ts';

/** The sum of one column over all rows the filter finds. */
export interface Sum {
  readonly columnId: string;
  readonly label: string;
  /** Minor units when there is a currency, else a count. */
  readonly shown: number;
  readonly currency: string | null;
}

/** Sums at the right of the footer: of all rows shown, and beside it of the ticked ones as soon as there are any. */
export function FootSums({
  sums,
  selection = nothingTicked,
}: {
  sums: readonly Sum[];
  selection?: Selection;
}) {
  // Whether "all" leaves any row is known where the count is shown; a sum of none is zero either way.
  const hasTicks = tickedCount(selection, Number.MAX_SAFE_INTEGER) > 0;
  return sums.map(({ columnId, label, shown, currency }, index) => {
    const format = (value: number) => (currency === null ? formatCount(value) : formatMoney(value, currency));
    return (
      <span key={columnId} className={index === 0 ? 'push' : undefined}>
        {label} <b>{format(shown)}</b>
        {hasTicks && (
          <span className="ticked-sum">
            ticked <b>{format(tickedSum(selection, columnId, shown))}</b>
          </span>
        )}
      </span>
    );
  });
}
