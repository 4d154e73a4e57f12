import type { Reference } from '../../domain/ids.ts';
import { absentIs404 } from './confirm.ts';
import type { Context } from './context.ts';
import type { Crowd } from './crowd.ts';
import { type CallResult, done } from './errors.ts';
import { createGather, type Gather } from './gather.ts';
import { creditNotes } from './held-credit-notes.ts';
import { readInvoice } from './held-invoices.ts';
import { findOrders, readOrder } from './held-orders.ts';
import { payments } from './held-payments.ts';
import { findReferenced, type ReferencedKind, type ReferencedRow } from './held-referenced.ts';
import type { Wanted } from './invoice-finder.ts';
import { createReadBack, type ReadBack } from './read-back.ts';
import { type CreditNoteRow, type InvoiceRow, type PaymentRow, type SaleOrderRow, singleOf } from './wire.ts';

/**
 * The look-ups before a document is sent and the reads after it, made for all documents that are under way: two writes
 * of an invoice then cost a few calls for seventy, instead of four calls for each.
 */
export interface SharedLooks {
  /** Living sale orders under our reference. */
  readonly orders: Gather<Reference, readonly SaleOrderRow[]>;
  readonly madeOrders: ReadBack<Made, SaleOrderRow>;
  /** Living invoices on the sale order or under the reference. */
  readonly inTheWay: Gather<Wanted, readonly InvoiceRow[]>;
  readonly madeInvoices: ReadBack<MadeInvoice, InvoiceRow>;
  readonly creditNotes: ReferencedLooks<CreditNoteRow>;
  readonly payments: ReferencedLooks<PaymentRow>;
}

export interface ReferencedLooks<Row> {
  readonly kind: ReferencedKind<Row & ReferencedRow>;
  readonly held: Gather<Reference, readonly Row[]>;
  readonly made: ReadBack<Made, Row>;
}

/** What a POST has made, by the id it was answered with. */
interface Made {
  readonly id: string;
  readonly reference: Reference;
}

interface MadeInvoice extends Made, Wanted {
  readonly reference: Reference;
  /** Invoices that its sale order had before. */
  readonly before: readonly InvoiceRow[];
}

export function createSharedLooks(context: Context, crowd: Crowd): SharedLooks {
  const deps = { ...context, crowd };
  return {
    orders: createGather(crowd, async (references) => {
      const found = await findOrders(context, references);
      return found.ok ? done((reference) => found.value.get(reference) ?? []) : found;
    }),
    madeOrders: createReadBack(deps, (made) => readMadeOrders(context, made)),
    inTheWay: createGather(crowd, async (wanted) => {
      const rows = await context.finder.inTheWay(wanted);
      return rows.ok
        ? done(({ saleOrderId, reference }) =>
            rows.value.filter((row) => row.saleOrderId === saleOrderId || row.reference === reference),
          )
        : rows;
    }),
    madeInvoices: createReadBack(deps, (made) => readMadeInvoices(context, made)),
    creditNotes: createReferencedLooks(context, crowd, creditNotes),
    payments: createReferencedLooks(context, crowd, payments),
  };
}

type Found<Of, Row> = Promise<CallResult<(made: Of) => Row | null>>;

/** One alone is read by its id; several are searched by their references, a field that was seen (§4.4). */
async function readMadeOrders(context: Context, made: readonly Made[]): Found<Made, SaleOrderRow> {
  const [only, second] = made;
  if (only && !second) {
    const row = await readOrder(context, only.id);
    return row.ok ? done(() => row.value) : row;
  }
  const found = await findOrders(
    context,
    made.map(({ reference }) => reference),
  );
  if (!found.ok) return found;
  const rows = byId([...found.value.values()].flat(), (row) => row.saleOrderId);
  return done(({ id }) => rows.get(id) ?? null);
}

/** By id where that may be assumed, else the invoice that the order did not have before. */
async function readMadeInvoices(
  context: Context,
  made: readonly MadeInvoice[],
): Found<MadeInvoice, InvoiceRow> {
  const [only, second] = made;
  if (context.assumedCalls && only && !second) {
    const row = await readInvoice(context, only.id);
    return row.ok ? done(() => row.value) : row;
  }
  const found = await context.finder.ofWanted(made);
  if (!found.ok) return found;
  const rows = byId(found.value, (row) => row.saleInvoiceId);
  return done(({ id, saleOrderId, before }) => {
    const row = rows.get(id);
    if (row || context.assumedCalls) return row ?? null;
    const known = new Set(before.map(({ saleInvoiceId }) => saleInvoiceId));
    return (
      found.value.find((one) => one.saleOrderId === saleOrderId && !known.has(one.saleInvoiceId)) ?? null
    );
  });
}

function createReferencedLooks<Row extends ReferencedRow>(
  context: Context,
  crowd: Crowd,
  kind: ReferencedKind<Row>,
): ReferencedLooks<Row> {
  return {
    kind,
    held: createGather(crowd, async (references) => {
      const found = await findReferenced(context, kind, references);
      return found.ok ? done((reference) => found.value.get(reference) ?? []) : found;
    }),
    made: createReadBack({ ...context, crowd }, (made) => readMade(context, kind, made)),
  };
}

async function readMade<Row extends ReferencedRow>(
  context: Context,
  kind: ReferencedKind<Row>,
  made: readonly Made[],
): Found<Made, Row> {
  const [only, second] = made;
  if (only && !second) {
    const row = absentIs404(await context.client.read(kind.read, { id: only.id }, singleOf(kind.row)));
    return row.ok ? done(() => row.value?.data ?? null) : row;
  }
  const found = await findReferenced(
    context,
    kind,
    made.map(({ reference }) => reference),
  );
  if (!found.ok) return found;
  const rows = byId([...found.value.values()].flat(), kind.idOf);
  return done(({ id }) => rows.get(id) ?? null);
}

function byId<Row>(rows: readonly Row[], idOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [idOf(row), row]));
}
