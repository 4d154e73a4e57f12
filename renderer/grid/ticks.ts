import { allTicked, nothingTicked, type Selection, type Tickable, tick } from './selection.ts';

export interface Ticks {
  readonly selection: Selection;
  /** Sets the tick of a row, or of the range from another row to it (Shift). */
  readonly onTick: (from: number, to: number, ticked: boolean) => void;
  readonly onTickAll: (ticked: boolean) => void;
}

export interface TickSource<Row> {
  readonly selection: Selection;
  readonly setSelection: (change: (old: Selection) => Selection) => void;
  readonly rowAt: (index: number) => Row | undefined;
  /** Rows of a range, those not loaded fetched. */
  readonly rowsBetween: (first: number, last: number) => Promise<Row[]>;
  readonly toTickable: (row: Row) => Tickable;
}

/** Ticking by click, by Shift range (rows beyond the loaded windows are fetched) and all at once. */
export function toTicks<Row>(source: TickSource<Row>): Ticks {
  const { selection, setSelection, rowAt, rowsBetween, toTickable } = source;
  return {
    selection,
    onTickAll: (ticked) => setSelection(() => (ticked ? allTicked : nothingTicked)),
    onTick: (from, to, ticked) => {
      const [first, last] = from < to ? [from, to] : [to, from];
      const loaded: Row[] = [];
      for (let index = first; index <= last; index += 1) {
        const row = rowAt(index);
        if (row !== undefined) loaded.push(row);
      }
      const apply = (rows: readonly Row[]) => setSelection((old) => tick(old, rows.map(toTickable), ticked));
      if (loaded.length === last - first + 1) apply(loaded);
      else void rowsBetween(first, last).then(apply);
    },
  };
}
