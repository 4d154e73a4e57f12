import type { z } from 'zod';
import { type Reference, toReference } from '../../domain/ids.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import type { Context } from './context.ts';
import type { ReadName, WriteName } from './endpoints.ts';
import { type CallResult, done } from './errors.ts';
import { chunkValues, oneOf } from './filter.ts';
import { byNumber, isGone } from './held-documents.ts';
import { filterRefused, readAll } from './paging.ts';

export interface ReferencedRow {
  readonly niceId: string;
  readonly reference: string;
  readonly status: string;
}

/** A kind of document that is made, read and found by our `reference` in the same way (assumptions A3 and A4). */
export interface ReferencedKind<Row extends ReferencedRow> {
  /** Plural and singular, for sentences. */
  readonly words: readonly [string, string];
  readonly find: ReadName;
  readonly read: ReadName;
  readonly create: WriteName;
  readonly row: z.ZodType<Row>;
  readonly idOf: (row: Row) => string;
  readonly toPosted: (row: Row, reference: Reference) => CallResult<PostedDocument>;
}

/** Living documents by reference, oldest first, matched exactly. */
export async function findReferenced<Row extends ReferencedRow>(
  context: Context,
  kind: ReferencedKind<Row>,
  references: readonly string[],
): Promise<CallResult<ReadonlyMap<Reference, readonly Row[]>>> {
  const filters = chunkValues(references, (chunk) => oneOf('reference', chunk));
  if (!filters.ok) return filterRefused(filters.error);
  const wanted = new Set(references);
  const found = new Map<Reference, Row[]>();
  for (const filter of filters.value) {
    const rows = await readAll(context.client, kind.find, kind.row, { filter, idOf: kind.idOf });
    if (!rows.ok) return rows;
    for (const row of [...rows.value].sort(byNumber)) {
      if (!wanted.has(row.reference) || isGone(row.status)) continue;
      const reference = toReference(row.reference);
      found.set(reference, [...(found.get(reference) ?? []), row]);
    }
  }
  return done(found);
}
