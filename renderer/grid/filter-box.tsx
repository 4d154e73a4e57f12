import { type KeyboardEvent, useId } from 'react';
import { useTyped } from '../widgets/use-typed.ts';
import { problemOf } from './column-filters.ts';
import type { ColumnFilter } from './columns.ts';

export interface FilterBoxProps {
  readonly header: string;
  readonly filter: ColumnFilter;
  readonly text: string;
  readonly currency: string | null;
  readonly onText: (text: string) => void;
  /** Arrow down, or Esc in an empty box: back to the rows. */
  readonly onRows: () => void;
}

const examples: Readonly<Record<ColumnFilter['kind'], string>> = {
  text: 'Part of the text; =abc is, abc* begins with, !abc without, = empty',
  id: 'Part of the ID; =123 is, 57* begins with, !57 without, = empty',
  money: '12.50, >12, <0 or 10..20; ! for the opposite',
  count: '2, >2 or 2..5; ! for the opposite',
  date: '2026-05-03, 2026-05, >2026-05-01 or 2026-05-01..2026-05-15',
  choice: '',
};

/** What is typed above a column. A text that cannot be read filters nothing and says why, without moving anything. */
export function FilterBox({ header, filter, text, currency, onText, onRows }: FilterBoxProps) {
  const id = useId();
  const { typed, type } = useTyped(text, onText);
  const problem = problemOf(filter, text, currency);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      if (typed === '') onRows();
      type('');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onRows();
    }
  };
  return (
    <>
      <input
        type="text"
        className="column-filter"
        aria-label={`Filter ${header}`}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={problem === undefined ? undefined : id}
        title={problem ?? examples[filter.kind]}
        value={typed}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {problem !== undefined && (
        <span className="filter-problem" id={id}>
          {problem}
        </span>
      )}
    </>
  );
}
