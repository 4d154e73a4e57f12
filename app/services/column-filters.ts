import type { Reply } from '../contract/errors.ts';
import { type ColumnFilter, type ColumnKind, parseColumnFilter } from '../domain/column-filter.ts';
import type { Currency } from '../domain/money.ts';
import { done, refuse } from './replies.ts';

/**
 * Reads the boxes above a list's columns. An empty box filters nothing; what cannot be read refuses the whole request,
 * because a filter that is left out would show (or post) rows that nobody asked for.
 */
export function readColumnFilters<Column extends string>(
  filters: readonly { readonly column: string; readonly text: string }[],
  kinds: Readonly<Record<Column, ColumnKind>>,
  currency: Currency | null,
): Reply<readonly ColumnFilter<Column>[]> {
  const read: ColumnFilter<Column>[] = [];
  const isKnown = (column: string): column is Column => Object.hasOwn(kinds, column);
  for (const { column, text } of filters) {
    if (!isKnown(column)) return refuse('BAD_INPUT', `This list has no column “${column}” to filter by.`);
    const parsed = parseColumnFilter(kinds[column], text, currency);
    if (!parsed.ok) return refuse('BAD_INPUT', `Filter of ${column}: ${parsed.message}`);
    if (parsed.value) read.push({ column, test: parsed.value });
  }
  return done(read);
}
