import { invalidParam } from './errors.ts';
import { type Page, pageOf } from './paging.ts';
import type { LiveShop } from './state.ts';
import type { Authorization } from './tokens.ts';

/** What a handler gets after the gate: everything about the call is checked but its own parameters. */
export interface ApiContext {
  readonly path: string;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: Authorization;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly repeatPage: boolean;
  /** Rows moved towards the front since the page before: the first row of this page is missed. */
  readonly movePage: boolean;
  /** Most rows a page, below what the endpoint allows; null = no such limit. */
  readonly largestPage: number | null;
  /** The shop of `shop_cipher`; absent on seller-level endpoints. */
  readonly shop: LiveShop | null;
}

export function shopOf(context: ApiContext): LiveShop {
  if (context.shop === null) throw new Error('this endpoint is declared without shop_cipher');
  return context.shop;
}

export interface PageRules {
  readonly min?: number;
  readonly max: number;
  /** Without a default the size must be given. */
  readonly standard?: number;
}

/** Applies `page_size` and `page_token`; the token holds for the same path, filters and sort only. */
export function paginate<T>(context: ApiContext, items: readonly T[], rules: PageRules): Page<T> {
  const raw = context.query.get('page_size');
  const size = raw === null ? rules.standard : Number(raw);
  if (size === undefined) throw invalidParam('page_size is required');
  const min = rules.min ?? 1;
  if (!Number.isInteger(size) || size < min || size > rules.max || (raw !== null && !/^\d+$/.test(raw))) {
    throw invalidParam(`page_size must be between ${min} and ${rules.max}`);
  }
  const filters = [...context.query].filter(([key]) => !['sign', 'timestamp', 'page_token'].includes(key));
  const key = JSON.stringify([context.path, filters.sort(), context.body]);
  const page = pageOf(
    items,
    Math.min(size, context.largestPage ?? size),
    context.query.get('page_token'),
    key,
    context.repeatPage,
  );
  return context.movePage ? { ...page, rows: page.rows.slice(1) } : page;
}

/** `sort_field` and `sort_order`. With `required` the field must be present, as finance lists demand (§0.2 no. 8). */
export function sorting<F extends string>(
  context: ApiContext,
  fields: readonly [F, ...F[]],
  standard: 'ASC' | 'DESC',
  required = false,
): { field: F; ascending: boolean } {
  const raw = context.query.get('sort_field');
  if (raw === null && required) throw invalidParam(`sort_field must be ${fields.join(' or ')}`);
  const field = raw === null ? fields[0] : fields.find((known) => known === raw);
  if (field === undefined) throw invalidParam(`sort_field must be ${fields.join(' or ')}`);
  const order = context.query.get('sort_order') ?? standard;
  if (order !== 'ASC' && order !== 'DESC') throw invalidParam('sort_order must be ASC or DESC');
  return { field, ascending: order === 'ASC' };
}

/** A whole number of the JSON body, `null` when absent. Digits in a text are refused: the schema says int64. */
export function bodyInt(context: ApiContext, name: string): number | null {
  const value = context.body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw invalidParam(`${name} must be a whole number`);
  }
  return value;
}

export function bodyText(context: ApiContext, name: string): string | null {
  const value = context.body[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw invalidParam(`${name} must be a string`);
  return value;
}

export function bodyTexts(context: ApiContext, name: string): readonly string[] | null {
  const value = context.body[name];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || !value.every((entry) => typeof entry === 'string')) {
    throw invalidParam(`${name} must be a list of strings`);
  }
  return value;
}

export function queryInt(context: ApiContext, name: string): number | null {
  const raw = context.query.get(name);
  if (raw === null) return null;
  if (!/^\d{1,12}$/.test(raw)) throw invalidParam(`${name} must be a whole number`);
  return Number(raw);
}

/** Both ends of a time filter in Unix seconds; the lower end is included, the upper one as `closed` says. */
export function inRange(value: number, from: number | null, to: number | null, closed = false): boolean {
  return (from === null || value >= from) && (to === null || (closed ? value <= to : value < to));
}

export function pathParam(context: ApiContext, name: string): string {
  const value = context.pathParams[name];
  if (value === undefined || !/^\d{1,20}$/.test(value)) throw invalidParam(`${name} is invalid`);
  return value;
}
