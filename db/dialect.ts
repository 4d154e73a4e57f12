import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** What PostgreSQL would spell differently stands here and nowhere else (design.md §6). */

/** `column` is one of the ids: one bound parameter however many there are, so the text of the query stays the same. */
export function isOneOf(column: string, ids: readonly (string | number)[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`;
}

export function isNoneOf(column: string, ids: readonly (string | number)[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} not in (select value from json_each(${JSON.stringify(ids)}))`;
}

/** The column, kept in lower case, contains the text as typed, in whatever case. */
export function containsText(column: string, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`instr(${sql.ref(column)}, ${text.toLowerCase()}) > 0`;
}

/**
 * Equality that no index serves (the plus sign). Where every row is looked through anyway, reading the table from
 * front to back is four times as fast as following an index to each of its rows.
 */
export function isReadThrough(column: string, value: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`+${sql.ref(column)} = ${value}`;
}

export function startsWithText(column: string, text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${`${escapeLike(text)}%`} escape '\\'`;
}

function escapeLike(text: string): string {
  return text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
