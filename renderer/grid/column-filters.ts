import { type ColumnTest, parseColumnFilter } from '../../app/domain/column-filter.ts';
import { describeColumnTest } from '../../app/domain/column-filter-words.ts';
import { parseCurrency } from '../../app/domain/money.ts';
import type { FilterChip } from '../widgets/filter-chips.tsx';
import { formatAmount, formatCount } from '../widgets/format.ts';
import type { Column, ColumnFilter, FilterChoice } from './columns.ts';

/** The boxes that are not empty, as they were typed, in the order they were first used. */
export type FilterTexts = readonly FilterText[];
export interface FilterText {
  /** Name under which the backend filters. */
  readonly column: string;
  readonly text: string;
}

export function textOf(filters: FilterTexts, column: string): string {
  return filters.find((filter) => filter.column === column)?.text ?? '';
}

/** Sets the text of a box; an empty one goes away. The same list when nothing changes. */
export function withText(filters: FilterTexts, column: string, text: string): FilterTexts {
  if (textOf(filters, column) === text) return filters;
  const isKnown = filters.some((filter) => filter.column === column);
  if (text.trim() === '') return isKnown ? filters.filter((filter) => filter.column !== column) : filters;
  if (!isKnown) return [...filters, { column, text }];
  return filters.map((filter) => (filter.column === column ? { column, text } : filter));
}

/** What is wrong with the text of a box, in a sentence; undefined when nothing is. */
export function problemOf(filter: ColumnFilter, text: string, currency: string | null): string | undefined {
  const parsed = parse(filter, text, currency);
  return parsed.ok ? undefined : parsed.message;
}

interface ReadFilter<Row> {
  readonly column: Column<Row>;
  readonly filter: ColumnFilter;
  readonly text: string;
  readonly test: ColumnTest;
}

function parse(filter: ColumnFilter, text: string, currency: string | null) {
  return parseColumnFilter(filter.kind, text, currency === null ? null : parseCurrency(currency));
}

/** The boxes that say something; one that cannot be read filters nothing until it can. */
export function readFilters<Row>(
  columns: readonly Column<Row>[],
  filters: FilterTexts,
  currency: string | null,
): ReadFilter<Row>[] {
  return filters.flatMap(({ column: by, text }) => {
    const column = columns.find((one) => one.filter?.by === by);
    if (!column?.filter) return [];
    const parsed = parse(column.filter, text, currency);
    if (!parsed.ok || !parsed.value) return [];
    return [{ column, filter: column.filter, text: text.trim(), test: parsed.value }];
  });
}

/** The field `filters` of a list method: only what can be read, so that a half-typed amount refuses nothing. */
export function toFilterTexts<Row>(
  columns: readonly Column<Row>[],
  filters: FilterTexts,
  currency: string | null,
): FilterText[] {
  return readFilters(columns, filters, currency).map(({ filter, text }) => ({ column: filter.by, text }));
}

/** Each box in words, for an export. */
export function filterPhrases<Row>(
  columns: readonly Column<Row>[],
  filters: FilterTexts,
  currency: string | null,
): string[] {
  return readFilters(columns, filters, currency).map((read) => phrase(read, currency));
}

/** A chip for each box; where the rows of its choices are counted, with their number. */
export function columnChips<Row>(
  columns: readonly Column<Row>[],
  filters: FilterTexts,
  currency: string | null,
  onFilters: (filters: FilterTexts) => void,
): FilterChip[] {
  return readFilters(columns, filters, currency).map((read) => {
    const count = countOf(read.test, read.filter.choices?.() ?? []);
    return {
      id: `column-${read.filter.by}`,
      label: `${phrase(read, currency)}${count === null ? '' : ` (${formatCount(count)})`}`,
      onRemove: () => onFilters(withText(filters, read.filter.by, '')),
    };
  });
}

function phrase<Row>({ column, filter, test }: ReadFilter<Row>, currency: string | null): string {
  const isMoney = filter.kind === 'money' && currency !== null;
  const choices = filter.choices?.() ?? [];
  return describeColumnTest(column.header, test, {
    figure: (value) => (isMoney ? formatAmount(value, currency) : formatCount(value)),
    choice: (value) => choices.find((choice) => choice.value === value)?.label ?? value,
  });
}

function countOf(test: ColumnTest, choices: readonly FilterChoice[]): number | null {
  if (test.test !== 'oneOf') return null;
  const chosen = choices.filter(({ value }) => test.values.includes(value) !== test.negated);
  return chosen.reduce<number | null>(
    (sum, { count }) => (sum === null || count === null ? null : sum + count),
    0,
  );
}
