import type { DocumentKind } from '../../domain/documents.ts';
import type { Reference } from '../../domain/ids.ts';
import type { PostedDocument } from '../../ports/ledger.ts';
import type { Context } from './context.ts';
import { type CallResult, done, notSent } from './errors.ts';
import { creditNotes } from './held-credit-notes.ts';
import { byNumber } from './held-documents.ts';
import { toPostedInvoice } from './held-invoices.ts';
import { findOrders, toPostedOrder } from './held-orders.ts';
import { payments } from './held-payments.ts';
import { findReferenced, type ReferencedKind } from './held-referenced.ts';
import type { InvoiceRow } from './wire.ts';

type Found = ReadonlyMap<Reference, PostedDocument>;

/** What Stokly holds under our references; of several the oldest. At most 100 references go in one call. */
export function findByReferences(
  context: Context,
  kind: DocumentKind,
  references: readonly Reference[],
): Promise<CallResult<Found>> {
  switch (kind) {
    case 'order':
      return findPostedOrders(context, references);
    case 'invoice':
      return findPostedInvoices(context, references);
    case 'amendment':
      // Stokly keeps no reference of them. "Not there" is safe: posting one again finds its lines (amendments.ts).
      return Promise.resolve(done(new Map()));
    case 'creditNote':
      return findPosted(context, creditNotes, references);
    case 'payment':
      return findPosted(context, payments, references);
  }
}

async function findPosted<Row extends { niceId: string; reference: string; status: string }>(
  context: Context,
  kind: ReferencedKind<Row>,
  references: readonly Reference[],
): Promise<CallResult<Found>> {
  if (!context.assumedCalls) {
    return notSent(
      `Stokly is linked with observed calls only, and ${kind.words[0]} need calls that were not observed.`,
    );
  }
  const found = await findReferenced(context, kind, references);
  if (!found.ok) return found;
  const posted = new Map<Reference, PostedDocument>();
  for (const [reference, rows] of found.value) {
    for (const row of rows.slice(0, 1)) {
      const one = kind.toPosted(row, reference);
      if (!one.ok) return one;
      posted.set(reference, one.value);
    }
  }
  return done(posted);
}

async function findPostedOrders(
  context: Context,
  references: readonly Reference[],
): Promise<CallResult<Found>> {
  const found = await findOrders(context, references);
  if (!found.ok) return found;
  const posted = new Map<Reference, PostedDocument>();
  for (const [reference, rows] of found.value) {
    for (const row of rows.slice(0, 1)) {
      const one = await toPostedOrder(context, row, reference, null);
      if (!one.ok) return one;
      posted.set(reference, one.value);
    }
  }
  return done(posted);
}

/**
 * By reference where invoices carry one (assumption A2). For the rest by the sale order of the same reference: an
 * invoice that names no reference of its own belongs to the order it stands on (vendors/stokly.md §8.1 row 13).
 */
async function findPostedInvoices(
  context: Context,
  references: readonly Reference[],
): Promise<CallResult<Found>> {
  const named = await context.finder.byReferences(references);
  if (!named.ok) return named;
  const rows = new Map<Reference, InvoiceRow>();
  for (const reference of references) {
    const [oldest] = named.value.filter((row) => row.reference === reference).sort(byNumber);
    if (oldest) rows.set(reference, oldest);
  }
  const missing = references.filter((reference) => !rows.has(reference));
  const standing = await findOnOrders(context, missing);
  if (!standing.ok) return standing;
  const posted = new Map<Reference, PostedDocument>();
  for (const [reference, row] of [...rows, ...standing.value]) {
    const one = await toPostedInvoice(context, row, reference, null);
    if (!one.ok) return one;
    posted.set(reference, one.value);
  }
  return done(posted);
}

async function findOnOrders(
  context: Context,
  references: readonly Reference[],
): Promise<CallResult<ReadonlyMap<Reference, InvoiceRow>>> {
  const orders = await findOrders(context, references);
  if (!orders.ok) return orders;
  const all = [...orders.value.values()].flat();
  const invoices = await context.finder.ofOrders(
    all.map((order) => order.saleOrderId),
    earliestDay(all.map((order) => order.createdAt ?? '')),
  );
  if (!invoices.ok) return invoices;
  const found = new Map<Reference, InvoiceRow>();
  for (const [reference, held] of orders.value) {
    const ids = new Set(held.map((order) => order.saleOrderId));
    const [oldest] = invoices.value
      .filter((row) => row.reference === '' && ids.has(row.saleOrderId))
      .sort(byNumber);
    if (oldest) found.set(reference, oldest);
  }
  return done(found);
}

/** A day before the oldest order, whatever the time zone; the beginning when an order does not say. */
function earliestDay(createdAt: readonly string[]): string {
  const instants = createdAt.map((text) => Date.parse(text));
  if (instants.length === 0 || instants.some(Number.isNaN)) return '2000-01-01';
  return new Date(Math.min(...instants) - 86_400_000).toISOString().slice(0, 10);
}
