import { useState } from 'react';
import type { Column } from './columns.ts';

/**
 * The columns as rows see them. Counts in the list above a column come with every answer, after the rows; what rows are
 * drawn with stays the same object meanwhile, so that they are not drawn a second time.
 */
export function useRowColumns<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const [kept, setKept] = useState(columns);
  if (kept === columns || looksTheSame(kept, columns)) return kept;
  setKept(columns);
  return columns;
}

/** Everything but the header, its filter and its width. */
const seenByRows = ['id', 'kind', 'text', 'cell', 'hint', 'mayEdit', 'editor'] as const;

export function looksTheSame<Row>(before: readonly Column<Row>[], after: readonly Column<Row>[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, index) => seenByRows.every((field) => one[field] === after[index]?.[field]))
  );
}
