import type Database from 'better-sqlite3';
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { foldCase } from '../app/domain/column-filter.ts';

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

/**
 * SQLite's own `lower` knows A to Z only. Product and buyer names need every script, at the price of a call into this
 * process for each row; ids are plain letters and digits and do without.
 */
export function addFunctions(raw: Database.Database): void {
  raw.function('fold', { deterministic: true }, (value: unknown) =>
    typeof value === 'string' ? foldCase(value) : value,
  );
}

function folded(expression: Expression<unknown>, isPlain: boolean): RawBuilder<string> {
  return isPlain ? sql<string>`lower(${expression})` : sql<string>`fold(${expression})`;
}

/** Figures and signs are the same in either case: the value is looked through as it is, in two thirds of the time. */
function foldedFor(text: string, expression: Expression<unknown>, isPlain: boolean): Expression<unknown> {
  return /[A-Za-z]|\P{ASCII}/u.test(text) ? folded(expression, isPlain) : expression;
}

/** The text is in the value, in whatever case. `isPlain`: the values are ids. */
export function containsFolded(
  expression: Expression<unknown>,
  text: string,
  isPlain: boolean,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`instr(${foldedFor(text, expression, isPlain)}, ${foldCase(text)}) > 0`;
}

/** Not `like`, which would fold a second time and by rules of its own. */
export function beginsWithFolded(
  expression: Expression<unknown>,
  text: string,
  isPlain: boolean,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`instr(${foldedFor(text, expression, isPlain)}, ${foldCase(text)}) = 1`;
}

export function equalsFolded(
  expression: Expression<unknown>,
  text: string,
  isPlain: boolean,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${folded(expression, isPlain)} = ${foldCase(text)}`;
}

/** As `isOneOf`, for any expression. */
export function isOneOfValues(
  expression: Expression<unknown>,
  values: readonly string[],
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${expression} in (select value from json_each(${JSON.stringify(values)}))`;
}

/** Never unknown: what cannot be said counts as no. */
export function isTrueOnly(condition: Expression<SqlBool>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${condition}) is true`;
}
