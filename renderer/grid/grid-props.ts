import type { KeyboardEvent, ReactNode } from 'react';
import type { FilterTexts } from './column-filters.ts';
import type { Column, Sorting } from './columns.ts';
import type { Ticks } from './ticks.ts';

export interface GridProps<Row> {
  /** Name under which its columns are remembered. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly idOf: (row: Row) => string;
  readonly ticks?: Ticks<Row>;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  /** What is typed above the columns that have a `filter`; without `onFilters` there are no boxes. */
  readonly filters?: FilterTexts;
  readonly onFilters?: (filters: FilterTexts) => void;
  /** Of the amounts typed there; null when the rows have several. */
  readonly currency?: string | null;
  readonly onRange?: (first: number, last: number) => void;
  /** Changes when other rows are shown (filter, sorting): the grid goes back to its top. */
  readonly viewKey: string | null;
  readonly activeId?: string | null;
  readonly onActivate?: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  readonly toneOf?: (row: Row) => string | undefined;
  /** Keys of this tab's own, asked first; true when it was one. */
  readonly onKey?: (event: KeyboardEvent, row: Row, index: number) => boolean;
  /** Text pasted while the cursor is on a row. */
  readonly onPaste?: (text: string, index: number) => void;
  readonly footer?: ReactNode;
  readonly empty: ReactNode;
}
