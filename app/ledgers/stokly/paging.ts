import type { z } from 'zod';
import type { StoklyClient } from './client.ts';
import type { ReadName } from './endpoints.ts';
import { type CallResult, done, notSent, notUnderstood } from './errors.ts';
import { encodeFilter, type Filter, type FilterProblem } from './filter.ts';
import { listOf } from './wire.ts';

const pageSize = 1000;
/** A million rows; a list that never ends is not read for ever. */
const mostPages = 1000;

export interface ListRequest<Row> {
  readonly filter?: Filter;
  readonly sort?: { readonly field: string; readonly direction: 'ASC' | 'DESC' };
  readonly idOf: (row: Row) => string;
  /** Rows read so far, after every page. */
  readonly onPage?: (count: number) => void;
}

/**
 * Reads every page of a list (`page` from 0, `size`; vendors/stokly.md §3.4). Rows are told apart by id, so that a
 * list that moves while it is read repeats nothing; when fewer rows came than Stokly counts, the list is read once
 * more and then refused: a missing row must not look like a deleted one.
 */
export async function readAll<Row>(
  client: StoklyClient,
  name: ReadName,
  row: z.ZodType<Row>,
  request: ListRequest<Row>,
): Promise<CallResult<readonly Row[]>> {
  const first = await readOnce(client, name, row, request);
  if (!first.ok || first.value.missing <= 0) return first.ok ? done(first.value.rows) : first;
  const second = await readOnce(client, name, row, request);
  if (!second.ok) return second;
  if (second.value.missing > 0) {
    return notUnderstood(
      name,
      `${second.value.rows.length} of ${second.value.rows.length + second.value.missing} rows came`,
    );
  }
  return done(second.value.rows);
}

async function readOnce<Row>(
  client: StoklyClient,
  name: ReadName,
  row: z.ZodType<Row>,
  request: ListRequest<Row>,
): Promise<CallResult<{ readonly rows: readonly Row[]; readonly missing: number }>> {
  const filter = request.filter ? encodeFilter(request.filter) : null;
  if (filter && !filter.ok) return filterRefused(filter.error);
  const rows = new Map<string, Row>();
  const schema = listOf(row);
  let count: number | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const query = [
      `page=${page}`,
      `size=${pageSize}`,
      ...(request.sort ? [`sortField=${request.sort.field}`, `sortDirection=${request.sort.direction}`] : []),
      ...(filter ? [`filter=${filter.value}`] : []),
    ].join('&');
    const answer = await client.read(name, { query }, schema);
    if (!answer.ok) return answer;
    const before = rows.size;
    for (const one of answer.value.data) rows.set(request.idOf(one), one);
    count = answer.value.metadata?.count ?? null;
    request.onPage?.(rows.size);
    const isLast = answer.value.data.length < pageSize || (count !== null && rows.size >= count);
    if (isLast || rows.size === before) break;
  }
  return done({ rows: [...rows.values()], missing: count === null ? 0 : count - rows.size });
}

/** A value that cannot be looked up safely. What could not be found again is not sent either. */
export function filterRefused(problem: FilterProblem) {
  const shown = problem.value.length > 40 ? `${problem.value.slice(0, 40)}…` : problem.value;
  const why =
    problem.reason === 'unsafe characters'
      ? 'has characters that Stokly’s search gives another meaning'
      : `is ${problem.reason}`;
  return notSent(
    `The reference or code “${shown.replace(/\p{C}/gu, '�')}” ${why}. Use letters, digits and dashes.`,
  );
}
