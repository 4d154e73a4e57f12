/**
 * Ticked rows as a predicate, so that "all 98,000 shown" costs nothing: either these rows, or all that the filter
 * finds except these. `marks` holds, for each named row, the amount it adds to the sum (minor units; 0 where a grid
 * has no money).
 */
export interface Selection {
  readonly all: boolean;
  readonly marks: ReadonlyMap<string, number>;
}

/** A row as ticking sees it. */
export interface Tickable {
  readonly id: string;
  readonly amountMinor: number;
}

export const nothingTicked: Selection = { all: false, marks: new Map() };
export const allTicked: Selection = { all: true, marks: new Map() };

export function isTicked(selection: Selection, id: string): boolean {
  return selection.marks.has(id) !== selection.all;
}

/** Sets the tick of some rows; the others keep theirs. */
export function tick(selection: Selection, rows: readonly Tickable[], ticked: boolean): Selection {
  const marks = new Map(selection.marks);
  for (const row of rows) {
    if (ticked === selection.all) marks.delete(row.id);
    else marks.set(row.id, row.amountMinor);
  }
  return { all: selection.all, marks };
}

/** How many rows are ticked, of all that the filter finds. */
export function tickedCount(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.marks.size) : selection.marks.size;
}

/** Sum of the ticked rows, given the sum of all that the filter finds. */
export function tickedSum(selection: Selection, totalMinor: number): number {
  let marked = 0;
  for (const amount of selection.marks.values()) marked += amount;
  return selection.all ? totalMinor - marked : marked;
}

/** State of the box in the header: all, some or none. */
export function headerState(selection: Selection, total: number): 'all' | 'some' | 'none' {
  const count = tickedCount(selection, total);
  if (count === 0) return 'none';
  return selection.all && count === total ? 'all' : 'some';
}

/**
 * Ticks survive sorting, paging and refreshing. "All shown" is bound to what was shown: a change of the filter takes
 * it back, because it would otherwise reach rows nobody has seen. Rows that were ticked one by one stay ticked.
 */
export function afterFilterChange(selection: Selection): Selection {
  return selection.all ? nothingTicked : selection;
}
