/**
 * Ticked rows as a predicate, so that "all 98,000 shown" costs nothing: either these rows, or all that the filter
 * finds except these. `marks` holds, for each named row, what it adds to the sums of the footer.
 */
export interface Selection {
  readonly all: boolean;
  readonly marks: ReadonlyMap<string, Amounts>;
}

/** What a row adds to the sum of each column that has one, by column id: minor units, or a count. */
export type Amounts = Readonly<Record<string, number>>;

/** A row as ticking sees it. */
export interface Tickable {
  readonly id: string;
  readonly amounts: Amounts;
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
    else marks.set(row.id, row.amounts);
  }
  return { all: selection.all, marks };
}

/** How many rows are ticked, of all that the filter finds. */
export function tickedCount(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.marks.size) : selection.marks.size;
}

/** Sum of one column over the ticked rows, given its sum over all that the filter finds. */
export function tickedSum(selection: Selection, columnId: string, total: number): number {
  let marked = 0;
  for (const amounts of selection.marks.values()) marked += amounts[columnId] ?? 0;
  return selection.all ? total - marked : marked;
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
