import { err, ok, type Result } from '../../domain/result.ts';

/**
 * Stokly's filter language (vendors/stokly.md §3.4) as data. Text is always sent as `{@string;…}`, so that a
 * number-looking SKU stays text, and a value that could end its braces is refused instead of being sent (§8.3 rule 8).
 */
export type Filter =
  | { readonly op: 'equals' | 'differs'; readonly field: FilterField; readonly value: string | number }
  | { readonly op: 'contains'; readonly field: FilterField; readonly value: string }
  | { readonly op: 'since'; readonly field: FilterField; readonly value: string }
  | { readonly op: 'and' | 'or'; readonly parts: readonly Filter[] };

export type FilterField =
  | 'barcode'
  | 'issueDate'
  | 'name'
  | 'reference'
  | 'saleOrderId'
  | 'sku'
  | 'sourceReferenceId'
  | 'status';

export interface FilterProblem {
  readonly value: string;
  readonly reason: 'empty' | 'too long' | 'unsafe characters';
}

/** Longer than any reference, SKU or id; Stokly's own limits are unknown. */
const longestValue = 128;
const maxValuesPerCall = 100;
/** Encoded length of one filter, so that the request line stays under the 8 KB many proxies allow. */
const maxEncodedLength = 6_000;

export const equals = (field: FilterField, value: string | number): Filter => ({
  op: 'equals',
  field,
  value,
});
export const differs = (field: FilterField, value: string | number): Filter => ({
  op: 'differs',
  field,
  value,
});
export const contains = (field: FilterField, value: string): Filter => ({ op: 'contains', field, value });
export const since = (field: FilterField, value: string): Filter => ({ op: 'since', field, value });
export const both = (...parts: readonly Filter[]): Filter => ({ op: 'and', parts });
export const either = (...parts: readonly Filter[]): Filter => ({ op: 'or', parts });

/**
 * One of several values. Written as a chain of `||`, which was seen with 200 values in one call; how the list
 * operator `=*{a,b}` takes quoted text was not.
 */
export function oneOf(field: FilterField, values: readonly string[]): Filter {
  return either(...values.map((value) => equals(field, value)));
}

/** Characters of the filter language, control and format characters, line separators and half surrogates. */
const unsafe = /[{}[\];&|\\`"<>\p{C}\u2028\u2029]/u;

/** Null when the value may stand in a filter; looked at again in compatibility form, where `；` becomes `;`. */
export function problemOfValue(value: string): FilterProblem | null {
  if (value.trim() === '') return { value, reason: 'empty' };
  if (value.length > longestValue) return { value, reason: 'too long' };
  if (unsafe.test(value) || unsafe.test(value.normalize('NFKC')))
    return { value, reason: 'unsafe characters' };
  return null;
}

/** The longest part of a text that may stand in a filter: `Fern & Fable Ltd` → `Fable Ltd`. Null when nothing of it may. */
export function longestSafePart(text: string): string | null {
  const parts = text.split(unsafe).map((part) => part.trim().slice(0, longestValue));
  const usable = parts.filter((part) => problemOfValue(part) === null);
  return usable.reduce<string | null>(
    (best, part) => (part.length > (best?.length ?? 0) ? part : best),
    null,
  );
}

/** The filter as Stokly reads it, not yet percent-encoded. */
export function renderFilter(filter: Filter): Result<string, FilterProblem> {
  switch (filter.op) {
    case 'equals':
    case 'differs': {
      const sign = filter.op === 'equals' ? '==' : '!=';
      if (typeof filter.value === 'number') return ok(`[${filter.field}]${sign}{${filter.value}}`);
      const problem = problemOfValue(filter.value);
      return problem ? err(problem) : ok(`[${filter.field}]${sign}{@string;${filter.value}}`);
    }
    case 'contains': {
      const problem = problemOfValue(filter.value);
      return problem ? err(problem) : ok(`[${filter.field}]::{@string;${filter.value}}`);
    }
    case 'since': {
      const problem = problemOfValue(filter.value);
      return problem ? err(problem) : ok(`[${filter.field}]>={${filter.value}}`);
    }
    case 'and':
    case 'or': {
      const texts: string[] = [];
      for (const part of filter.parts) {
        const text = renderFilter(part);
        if (!text.ok) return text;
        texts.push(text.value);
      }
      const joined = texts.join(filter.op === 'and' ? '&&' : '||');
      return ok(texts.length > 1 ? `(${joined})` : joined);
    }
  }
}

/** Percent-encoded for `filter=`; `&&` has to travel as `%26%26` (§3.4). */
export function encodeFilter(filter: Filter): Result<string, FilterProblem> {
  const text = renderFilter(filter);
  return text.ok ? ok(encodeURIComponent(text.value)) : text;
}

/** Cuts a look-up of many values into calls of at most 100 values and a bounded length; repeated values go once. */
export function chunkValues<Value>(
  values: readonly Value[],
  toFilter: (chunk: readonly Value[]) => Filter,
): Result<readonly Filter[], FilterProblem> {
  const filters: Filter[] = [];
  let chunk: Value[] = [];
  let length = 0;
  for (const value of new Set(values)) {
    const own = encodeFilter(toFilter([value]));
    if (!own.ok) return own;
    const added = own.value.length + encodeURIComponent('||').length;
    if (chunk.length === maxValuesPerCall || (chunk.length > 0 && length + added > maxEncodedLength)) {
      filters.push(toFilter(chunk));
      chunk = [];
      length = 0;
    }
    chunk.push(value);
    length += added;
  }
  if (chunk.length > 0) filters.push(toFilter(chunk));
  return ok(filters);
}
