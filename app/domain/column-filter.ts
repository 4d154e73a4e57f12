import { addDays, type BusinessDate, parseBusinessDate } from './dates.ts';
import { type Currency, exponentOf, parseMinor } from './money.ts';

/**
 * What a person types into the box above a column, read once and understood the same by lists in memory
 * (`matchesColumn`) and by the books (db/column-filter.ts); a test holds the two against each other.
 */
export type ColumnKind = 'text' | 'id' | 'money' | 'count' | 'date' | 'choice';

/** `negated` turns the answer round; a value that is not there passes every negated test but "is not empty". */
export type ColumnTest = { readonly negated: boolean } & (
  | { readonly test: 'contains' | 'equals' | 'startsWith'; readonly text: string }
  /** Minor units or counts, both included; null = no limit on this side. */
  | { readonly test: 'between'; readonly from: number | null; readonly to: number | null }
  /** Business dates, both included; null = no limit on this side. */
  | { readonly test: 'dates'; readonly from: BusinessDate | null; readonly to: BusinessDate | null }
  | { readonly test: 'oneOf'; readonly values: readonly string[] }
  | { readonly test: 'isEmpty' }
);

/** A test of one column of a list; a row has to pass all of them. */
export interface ColumnFilter<Column extends string> {
  readonly column: Column;
  readonly test: ColumnTest;
}

export type ColumnValue = string | number | null;

/** `value` is null for an empty box, which filters nothing; `message` is a sentence for the person who typed. */
export type ParsedFilter =
  | { readonly ok: true; readonly value: ColumnTest | null }
  | { readonly ok: false; readonly message: string };

type Read = ColumnTest | { readonly problem: string };

/**
 * Reads a box. Text and ids: `abc` contains, `=abc` is, `abc*` begins with. Amounts and counts: `12.50`, `>12`, `<=0`,
 * `10..20`. Dates: `2026-05-03`, `2026-05`, `2026`, `>2026-05-01`, `2026-05-01..2026-05-15`. Choices: values joined by
 * `|`. All: `!…` the opposite, `=` empty, `!=` not empty. Amounts take the decimals of `currency`.
 */
export function parseColumnFilter(kind: ColumnKind, text: string, currency: Currency | null): ParsedFilter {
  // Half of a character, left by a cut text, is no text for the books: both sides look for the same sign in its place.
  const typed = text.toWellFormed().trim();
  if (typed === '') return { ok: true, value: null };
  const negated = typed.startsWith('!');
  const body = negated ? typed.slice(1).trim() : typed;
  if (body === '') return { ok: false, message: 'Write behind “!” what is not to be shown.' };
  if (body === '=') return { ok: true, value: { test: 'isEmpty', negated } };
  const read = readBody(kind, body, negated, currency);
  return 'problem' in read ? { ok: false, message: read.problem } : { ok: true, value: read };
}

function readBody(kind: ColumnKind, body: string, negated: boolean, currency: Currency | null): Read {
  switch (kind) {
    case 'text':
    case 'id':
      return readText(body, negated);
    case 'choice':
      return { test: 'oneOf', values: splitChoices(body), negated };
    case 'date': {
      const span = readSpan(body, readDates, dayBefore, dayAfter);
      if ('problem' in span) return span;
      return { test: 'dates', ...span, negated };
    }
    default: {
      const read = kind === 'count' ? readCount : readAmount(currency);
      const span = readSpan(
        body,
        read,
        (value) => value - 1,
        (value) => value + 1,
      );
      if ('problem' in span) return span;
      return { test: 'between', ...span, negated };
    }
  }
}

function readText(body: string, negated: boolean): ColumnTest {
  if (body.startsWith('=')) return { test: 'equals', text: body.slice(1).trim(), negated };
  if (body.length > 1 && body.endsWith('*')) return { test: 'startsWith', text: body.slice(0, -1), negated };
  return { test: 'contains', text: body, negated };
}

// ---------------------------------------------------------------- choices

/** The values ticked in a list as the text of its box; `splitChoices` reads it back. */
export function joinChoices(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\|!=]/g, (sign) => `\\${sign}`)).join('|');
}

function splitChoices(body: string): string[] {
  const parts = body.match(/(?:\\.|[^\\|])+/gsu) ?? [];
  return [...new Set(parts.map((part) => part.replace(/\\(.)/gsu, '$1').trim()))].filter(Boolean);
}

// ---------------------------------------------------------------- amounts, counts and dates

interface Span<Bound> {
  readonly from: Bound | null;
  readonly to: Bound | null;
}
/** What one word stands for: an amount is itself, a month is its days. */
type ReadWord<Bound> = (
  word: string,
) => { readonly first: Bound; readonly last: Bound } | { readonly problem: string };

function readSpan<Bound extends string | number>(
  body: string,
  readWord: ReadWord<Bound>,
  before: (bound: Bound) => Bound,
  after: (bound: Bound) => Bound,
): Span<Bound> | { readonly problem: string } {
  const range = /^(.*?)\s*\.\.\s*(.*)$/s.exec(body);
  if (range) {
    const [, left = '', right = ''] = range;
    if (left === '' && right === '') return { problem: 'Write a limit before or behind the two dots.' };
    const from = left === '' ? null : readWord(left);
    const to = right === '' ? null : readWord(right);
    if (from && 'problem' in from) return from;
    if (to && 'problem' in to) return to;
    if (from && to && from.first > to.last)
      return { problem: `${left} is behind ${right}: nothing is between.` };
    return { from: from?.first ?? null, to: to?.last ?? null };
  }
  const [, sign = '', word = ''] = /^(>=|<=|>|<|=)?\s*(.*)$/s.exec(body) ?? [];
  if (word === '') return { problem: `Write a limit behind “${sign}”.` };
  const read = readWord(word);
  if ('problem' in read) return read;
  switch (sign) {
    case '>':
      return { from: after(read.last), to: null };
    case '>=':
      return { from: read.first, to: null };
    case '<':
      return { from: null, to: before(read.first) };
    case '<=':
      return { from: null, to: read.last };
    default:
      return { from: read.first, to: read.last };
  }
}

/** Figures as the grid shows them, so that one can be copied into the box: `1,234.50` → `1234.50`. */
function withoutGroups(word: string): string {
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(word) ? word.replaceAll(',', '') : word;
}

function readAmount(currency: Currency | null): ReadWord<number> {
  return (word) => {
    if (!currency) return { problem: 'Amounts of several currencies cannot be compared.' };
    const minor = parseMinor(withoutGroups(word), currency);
    if (minor.ok) return { first: minor.value, last: minor.value };
    if (minor.error === 'too-many-decimals')
      return { problem: `“${word}” has more than the ${exponentOf(currency)} decimals of ${currency}.` };
    return { problem: `“${word}” is not an amount. Write 12, >12, <0 or 10..20.` };
  };
}

const readCount: ReadWord<number> = (word) => {
  const digits = withoutGroups(word);
  if (!/^[+-]?\d{1,15}$/.test(digits))
    return { problem: `“${word}” is not a whole number. Write 2, >2 or 2..5.` };
  const count = Number(digits) + 0;
  return { first: count, last: count };
};

const readDates: ReadWord<BusinessDate> = (word) => {
  const [, year = '', month, date] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(word) ?? [];
  const first = parseBusinessDate(`${year}-${month ?? '01'}-${date ?? '01'}`);
  const last = first && (date ? first : lastDay(first, month !== undefined));
  if (first && last) return { first, last };
  return {
    problem: `“${word}” is not a date. Write 2026-05-03, 2026-05, >2026-05-01 or 2026-05-01..2026-05-15.`,
  };
};

/** The last day of the month (or else of the year) that begins with `first`. */
function lastDay(first: BusinessDate, ofMonth: boolean): BusinessDate | null {
  if (!ofMonth) return parseBusinessDate(`${first.slice(0, 4)}-12-31`);
  // 31 days on is always in the next month.
  const next = parseBusinessDate(`${addDays(first, 31).slice(0, 7)}-01`);
  return next && addDays(next, -1);
}

function dayBefore(date: BusinessDate): BusinessDate {
  return addDays(date, -1);
}

function dayAfter(date: BusinessDate): BusinessDate {
  return addDays(date, 1);
}

// ---------------------------------------------------------------- matching

/** Upper and lower case are one, in every script. */
export function foldCase(text: string): string {
  return text.toLowerCase();
}

/** Whether a row's value passes. An empty text counts as no value. */
export function matchesColumn(test: ColumnTest, value: ColumnValue): boolean {
  return passes(test, value) !== test.negated;
}

function passes(test: ColumnTest, value: ColumnValue): boolean {
  if (value === null || value === '') return test.test === 'isEmpty';
  switch (test.test) {
    case 'isEmpty':
      return false;
    case 'between':
      return typeof value === 'number' && isWithin(value, test);
    case 'dates':
      return typeof value === 'string' && isWithin(value, test);
    case 'oneOf':
      return test.values.includes(String(value));
    default: {
      const hay = foldCase(String(value));
      const needle = foldCase(test.text);
      if (test.test === 'equals') return hay === needle;
      return test.test === 'startsWith' ? hay.startsWith(needle) : hay.includes(needle);
    }
  }
}

function isWithin<Bound extends string | number>(value: Bound, { from, to }: Span<Bound>): boolean {
  return (from === null || value >= from) && (to === null || value <= to);
}
