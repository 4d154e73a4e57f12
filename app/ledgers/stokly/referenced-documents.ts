import type { z } from 'zod';
import { type Reference, toReference } from '../../domain/ids.ts';
import type { Currency } from '../../domain/money.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import { absentIs404, confirm, expectFigures } from './confirm.ts';
import type { Context } from './context.ts';
import type { ReadName, WriteName } from './endpoints.ts';
import { type CallResult, done } from './errors.ts';
import { chunkValues, oneOf } from './filter.ts';
import { byNumber, isGone, severalHeld } from './held-documents.ts';
import { filterRefused, readAll } from './paging.ts';
import { singleOf } from './wire.ts';

interface ReferencedRow {
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

/** Looks, sends once, reads back, compares. A document that is there already is the answer. */
export async function postReferenced<Row extends ReferencedRow>(
  context: Context,
  kind: ReferencedKind<Row>,
  document: { readonly reference: Reference; readonly currency: Currency },
  body: unknown,
  expected: { readonly totalMinor: number; readonly outstandingMinor: number },
): Promise<CallResult<PostedDocument>> {
  const [plural, singular] = kind.words;
  const { currency, reference } = document;
  const found = await findReferenced(context, kind, [reference]);
  if (!found.ok) return found;
  const held = found.value.get(reference) ?? [];
  if (held.length > 1) {
    return severalHeld(
      plural,
      reference,
      held.map((row) => row.niceId),
    );
  }
  const [existing] = held;
  if (existing) {
    const posted = kind.toPosted(existing, reference);
    // Its balance may have been consumed since; its total may not have changed.
    const { totalMinor } = expected;
    return posted.ok ? expectFigures(posted.value, { currency, totalMinor, outstandingMinor: null }) : posted;
  }
  const created = await context.client.create(kind.create, { body });
  if (!created.ok) return created;
  const posted = await confirm(context, `${singular} ${reference}`, async () => {
    const row = absentIs404(await context.client.read(kind.read, { id: created.value }, singleOf(kind.row)));
    if (!row.ok) return row;
    return row.value === null ? done(null) : kind.toPosted(row.value.data, reference);
  });
  return posted.ok ? expectFigures(posted.value, { currency, ...expected }) : posted;
}
