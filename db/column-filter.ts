import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ColumnKind, ColumnTest } from '../app/domain/column-filter.ts';
import { beginsWithFolded, containsFolded, equalsFolded, isOneOfValues, isTrueOnly } from './dialect.ts';

/**
 * A column's test as a condition: the same rows as `matchesColumn` finds (a property test holds them against each
 * other). What was typed travels in parameters only.
 */
export function whereColumn(
  expression: Expression<unknown>,
  kind: ColumnKind,
  test: ColumnTest,
): RawBuilder<SqlBool> {
  const condition = toCondition(expression, kind, test);
  // `not` of an unknown is unknown: a missing value has to pass every negated test.
  return test.negated ? sql<SqlBool>`not ${isTrueOnly(condition)}` : condition;
}

function toCondition(
  expression: Expression<unknown>,
  kind: ColumnKind,
  test: ColumnTest,
): RawBuilder<SqlBool> {
  switch (test.test) {
    case 'isEmpty':
      return kind === 'money' || kind === 'count'
        ? sql<SqlBool>`(${expression} is null)`
        : sql<SqlBool>`(${expression} is null or ${expression} = '')`;
    case 'between':
    case 'dates':
      return toSpan(expression, test.from, test.to);
    case 'oneOf':
      return isOneOfValues(expression, test.values);
    case 'contains':
      return containsFolded(expression, test.text, kind === 'id');
    case 'startsWith':
      return beginsWithFolded(expression, test.text, kind === 'id');
    case 'equals':
      return equalsFolded(expression, test.text, kind === 'id');
  }
}

function toSpan(
  expression: Expression<unknown>,
  from: string | number | null,
  to: string | number | null,
): RawBuilder<SqlBool> {
  const parts = [
    ...(from === null ? [] : [sql<SqlBool>`${expression} >= ${from}`]),
    ...(to === null ? [] : [sql<SqlBool>`${expression} <= ${to}`]),
    // An empty text is no date, but it comes before every date.
    ...(typeof to === 'string' && from === null ? [sql<SqlBool>`${expression} <> ''`] : []),
  ];
  if (parts.length === 0) return sql<SqlBool>`(${expression} is not null)`;
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}
