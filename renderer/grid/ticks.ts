import { allTicked, isTicked, nothingTicked, type Selection, type Tickable, tick } from './selection.ts';

export interface Ticks<Row> {
  readonly selection: Selection;
  /** Sets the tick of a row, or of the range from another row to it (Shift). */
  readonly onTick: (from: number, to: number, ticked: boolean) => void;
  readonly onTickAll: (ticked: boolean) => void;
  /** The ticked ones of the rows shown, in their order; those not loaded are fetched. */
  readonly tickedRows: (total: number) => Promise<readonly Row[]>;
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
export function toTicks<Row>(source: TickSource<Row>): Ticks<Row> {
  const { selection, setSelection, rowAt, rowsBetween, toTickable } = source;
  const loadedBetween = (first: number, last: number): Row[] | null => {
    const loaded: Row[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = rowAt(index);
      if (row === undefined) return null;
      loaded.push(row);
    }
    return loaded;
  };
  return {
    selection,
    onTickAll: (ticked) => setSelection(() => (ticked ? allTicked : nothingTicked)),
    onTick: (from, to, ticked) => {
      const [first, last] = from < to ? [from, to] : [to, from];
      const apply = (rows: readonly Row[]) => setSelection((old) => tick(old, rows.map(toTickable), ticked));
      const loaded = loadedBetween(first, last);
      if (loaded) apply(loaded);
      else void rowsBetween(first, last).then(apply);
    },
    tickedRows: async (total) => {
      const rows = loadedBetween(0, total - 1) ?? (await rowsBetween(0, total - 1));
      return rows.filter((row) => isTicked(selection, toTickable(row).id));
    },
  };
}
