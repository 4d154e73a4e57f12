import { useState } from 'react';
import type { Column } from './columns.ts';

/**
 * The columns as rows see them. Counts in the list above a column come with every answer, after the rows; what rows are
 * drawn with stays the same object meanwhile, so that they are not drawn a second time.
 */
export function useRowColumns<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const [kept, setKept] = useState(columns);
  if (kept === columns) return kept;
  if (looksTheSame(kept, columns)) return kept;
  setKept(columns);
  return columns;
}

/** Everything but the header and its filter. */
export function looksTheSame<Row>(before: readonly Column<Row>[], after: readonly Column<Row>[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, index) => {
      const other = after[index];
      return (
        other !== undefined &&
        (one === other ||
          (one.id === other.id &&
            one.kind === other.kind &&
            one.text === other.text &&
            one.cell === other.cell &&
            one.hint === other.hint &&
            one.mayEdit === other.mayEdit &&
            one.editor === other.editor))
      );
    })
  );
}
