import { badRequest } from './errors.ts';

/** What a field of a row can hold for the filter. */
export type FieldValue = string | number | boolean | null | readonly string[];

export type FieldOf<T> = (row: T) => FieldValue;

type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'null' };

type Operator = '==' | '!=' | '::' | '>>' | '>=' | '<=' | '=*';

const OPERATORS: readonly Operator[] = ['==', '!=', '::', '>>', '>=', '<=', '=*'];

/**
 * The filter language of stokly.md §3.4: `[field]OP{value}` with `&&`, `||` and parentheses; `&&` binds
 * tighter. `{@string;…}` forces text, `{@null;}` is nothing, `=*{a,b}` is "one of".
 * A malformed filter or a field the list does not have is refused with 400.
 */
export function parseFilter<T>(
  source: string,
  fields: Readonly<Record<string, FieldOf<T>>>,
): (row: T) => boolean {
  let at = 0;
  const fail = (expected: string): never => {
    throw badRequest(`filter: expected ${expected} at character ${at + 1}`);
  };
  const skip = (): void => {
    while (source[at] === ' ') at += 1;
  };
  const take = (text: string): boolean => {
    skip();
    if (!source.startsWith(text, at)) return false;
    at += text.length;
    return true;
  };
  const until = (end: string): string => {
    const stop = source.indexOf(end, at);
    if (stop < 0) return fail(`"${end}"`);
    const text = source.slice(at, stop);
    at = stop + end.length;
    return text;
  };

  const condition = (): ((row: T) => boolean) => {
    if (take('(')) {
      const inner = either();
      return take(')') ? inner : fail('")"');
    }
    if (!take('[')) return fail('"[" or "("');
    const name = until(']');
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) throw badRequest(`filter: unknown field ${name}`);
    const operator = OPERATORS.find((candidate) => take(candidate)) ?? fail('an operator');
    if (!take('{')) return fail('"{"');
    return compare(field, operator, until('}'));
  };
  const both = (): ((row: T) => boolean) => {
    const parts = [condition()];
    while (take('&&')) parts.push(condition());
    return (row) => parts.every((part) => part(row));
  };
  const either = (): ((row: T) => boolean) => {
    const parts = [both()];
    while (take('||')) parts.push(both());
    return (row) => parts.some((part) => part(row));
  };

  const predicate = either();
  skip();
  return at === source.length ? predicate : fail('"&&", "||" or the end');
}

function literal(text: string): Literal {
  if (text === '@null;') return { kind: 'null' };
  if (text.startsWith('@string;')) return { kind: 'text', text: text.slice('@string;'.length) };
  if (text.startsWith('@')) throw badRequest(`filter: unknown type ${text.split(';')[0]}`);
  return { kind: 'plain', text };
}

function compare<T>(field: FieldOf<T>, operator: Operator, inside: string): (row: T) => boolean {
  if (operator === '=*') {
    const options = inside.split(',').map((part) => literal(part.trim()));
    return (row) => options.some((option) => equals(field(row), option));
  }
  const wanted = literal(inside);
  switch (operator) {
    case '==':
      return (row) => equals(field(row), wanted);
    case '!=':
      return (row) => !equals(field(row), wanted);
    case '::':
      return (row) => contains(field(row), wanted);
    case '>>':
      return (row) => order(field(row), wanted, (sign) => sign > 0);
    case '>=':
      return (row) => order(field(row), wanted, (sign) => sign >= 0);
    case '<=':
      return (row) => order(field(row), wanted, (sign) => sign <= 0);
  }
}

/** Text is compared as its clients compare it: without regard to case and surrounding blanks (§4.1, a habit). */
const folded = (text: string): string => text.trim().toLowerCase();

const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text.trim());

function equals(value: FieldValue, wanted: Literal): boolean {
  if (wanted.kind === 'null') return value === null;
  if (value === null) return false;
  if (typeof value === 'number') return isNumeric(wanted.text) && value === Number(wanted.text);
  if (typeof value === 'boolean') return folded(wanted.text) === String(value);
  if (typeof value !== 'string') return value.some((entry) => folded(entry) === folded(wanted.text));
  // An untyped number is read as a number: long ids lose digits and may match their neighbours.
  if (wanted.kind === 'plain' && isNumeric(wanted.text) && isNumeric(value)) {
    return Number(value) === Number(wanted.text);
  }
  return folded(value) === folded(wanted.text);
}

function contains(value: FieldValue, wanted: Literal): boolean {
  if (wanted.kind === 'null' || value === null) return false;
  if (Array.isArray(value)) return value.some((entry: string) => folded(entry) === folded(wanted.text));
  return folded(String(value)).includes(folded(wanted.text));
}

function order(value: FieldValue, wanted: Literal, accept: (sign: number) => boolean): boolean {
  if (wanted.kind === 'null' || value === null) return false;
  if (typeof value === 'number') return isNumeric(wanted.text) && accept(value - Number(wanted.text));
  const text = String(value);
  return accept(text < wanted.text ? -1 : text > wanted.text ? 1 : 0);
}
