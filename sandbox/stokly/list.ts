import { badRequest } from './errors.ts';
import { type FieldOf, type FieldValue, parseFilter } from './filter.ts';

export type Json = Record<string, unknown>;

/** A list that can be filtered, sorted and paged. */
export interface ListResource<T> {
  readonly rows: (now: number) => readonly T[];
  /** Fields a filter or a sort may name; any other is refused. */
  readonly fields: Readonly<Record<string, FieldOf<T>>>;
  readonly json: (row: T) => Json;
}

/** `repeat`: the page before comes again. `move`: rows moved to the front meanwhile, so the first one is missed. */
export type PageFault = 'repeat' | 'move';

const KNOWN = new Set(['filter', 'page', 'size', 'sortField', 'sortDirection']);
const STANDARD_SIZE = 100;
const LARGEST_SIZE = 1_000;

/** Answers `GET` on a list: `{data, metadata: {count}}`, pages counted from 0 (stokly.md §3.4). */
export function listAnswer<T>(
  resource: ListResource<T>,
  query: URLSearchParams,
  now: number,
  fault: PageFault | null,
): { data: Json[]; metadata: { count: number } } {
  for (const key of query.keys()) {
    // A filter whose && was not encoded arrives in pieces; dropping the pieces would return too many rows.
    if (!KNOWN.has(key)) throw badRequest(`unknown query parameter ${key}`);
  }
  const size = whole(query.get('size'), STANDARD_SIZE, 'size', 1, LARGEST_SIZE);
  const asked = whole(query.get('page'), 0, 'page', 0, 1_000_000);
  const page = fault === 'repeat' ? Math.max(0, asked - 1) : asked;
  const filter = query.get('filter');
  const matches = filter === null || filter === '' ? () => true : parseFilter(filter, resource.fields);
  const found = sorted(resource.rows(now).filter(matches), resource, query);
  const rows = found.slice(page * size, (page + 1) * size);
  return {
    data: (fault === 'move' ? rows.slice(1) : rows).map(resource.json),
    metadata: { count: found.length },
  };
}

function sorted<T>(rows: readonly T[], resource: ListResource<T>, query: URLSearchParams): readonly T[] {
  const name = query.get('sortField');
  if (name === null) return rows;
  const field = Object.hasOwn(resource.fields, name) ? resource.fields[name] : undefined;
  if (field === undefined) throw badRequest(`unknown sortField ${name}`);
  const direction = query.get('sortDirection') ?? 'ASC';
  if (direction !== 'ASC' && direction !== 'DESC') throw badRequest('sortDirection must be ASC or DESC');
  const sign = direction === 'ASC' ? 1 : -1;
  return rows.toSorted((a, b) => sign * byValue(field(a), field(b)));
}

function byValue(a: FieldValue, b: FieldValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a ?? '');
  const right = String(b ?? '');
  return left < right ? -1 : left > right ? 1 : 0;
}

function whole(raw: string | null, standard: number, name: string, min: number, max: number): number {
  if (raw === null) return standard;
  const value = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
  if (!(value >= min && value <= max)) throw badRequest(`${name} must be between ${min} and ${max}`);
  return value;
}
