import type { StoklyClient } from './client.ts';
import { type CallResult, done } from './errors.ts';
import { chunkValues, either, equals, type Filter, oneOf, since } from './filter.ts';
import { isGone } from './held-documents.ts';
import { filterRefused, readAll } from './paging.ts';
import { type InvoiceRow, invoiceRow } from './wire.ts';

/** Finds living invoices by what Stokly may or may not be able to search by. Rows may hold more than was asked for. */
export interface InvoiceFinder {
  /** By our reference; empty when Stokly cannot be searched by it (assumption A2). */
  byReferences(references: readonly string[]): Promise<CallResult<readonly InvoiceRow[]>>;
  /** Of sale orders, by Stokly's ids; `sinceOn` (`YYYY-MM-DD`) bounds the scan where that filter is refused. */
  ofOrders(saleOrderIds: readonly string[], sinceOn: string): Promise<CallResult<readonly InvoiceRow[]>>;
  /** Whatever stands in the way of new invoices: on their sale orders, or under their references. */
  inTheWay(wanted: readonly Wanted[]): Promise<CallResult<readonly InvoiceRow[]>>;
  /** The invoices of these places, by reference where Stokly can be searched by it, else by sale order. */
  ofWanted(wanted: readonly Wanted[]): Promise<CallResult<readonly InvoiceRow[]>>;
}

/** Where an invoice is looked for. */
export interface Wanted {
  readonly saleOrderId: string;
  readonly reference: string;
  /** Bounds the scan where Stokly refuses to search by sale order. `YYYY-MM-DD` */
  readonly issuedOn: string;
}

/** Remembers which filter fields Stokly refused (HTTP 400), so that each is tried once. */
export function createInvoiceFinder(client: StoklyClient, assumedCalls: boolean): InvoiceFinder {
  let searchesReference = assumedCalls;
  let searchesOrder = true;

  const list = async (
    name: 'findInvoicesByReference' | 'findInvoicesOfOrders' | 'listInvoicesSince',
    filter: Filter,
  ): Promise<CallResult<readonly InvoiceRow[]>> => {
    const rows = await readAll(client, name, invoiceRow, { filter, idOf: (row) => row.saleInvoiceId });
    return rows.ok ? done(rows.value.filter((row) => !isGone(row.status))) : rows;
  };
  const isFilterRefused = (result: CallResult<unknown>) => !result.ok && result.error.status === 400;

  async function byReferences(references: readonly string[]): Promise<CallResult<readonly InvoiceRow[]>> {
    const filters = chunkValues(references, (chunk) => oneOf('reference', chunk));
    if (!filters.ok) return filterRefused(filters.error);
    const all: InvoiceRow[] = [];
    for (const filter of filters.value) {
      if (!searchesReference) break;
      const rows = await list('findInvoicesByReference', filter);
      if (isFilterRefused(rows)) {
        searchesReference = false;
      } else if (!rows.ok) {
        return rows;
      } else {
        all.push(...rows.value);
      }
    }
    return done(all);
  }

  async function ofOrders(
    saleOrderIds: readonly string[],
    sinceOn: string,
  ): Promise<CallResult<readonly InvoiceRow[]>> {
    const filters = chunkValues(saleOrderIds, (chunk) => oneOf('saleOrderId', chunk));
    if (!filters.ok) return filterRefused(filters.error);
    const wanted = new Set(saleOrderIds);
    const all: InvoiceRow[] = [];
    for (const filter of filters.value) {
      if (!searchesOrder) break;
      const rows = await list('findInvoicesOfOrders', filter);
      if (isFilterRefused(rows)) {
        searchesOrder = false;
      } else if (!rows.ok) {
        return rows;
      } else {
        all.push(...rows.value.filter((row) => wanted.has(row.saleOrderId)));
      }
    }
    if (searchesOrder || saleOrderIds.length === 0) return done(all);
    const scanned = await list('listInvoicesSince', since('issueDate', sinceOn));
    return scanned.ok ? done(scanned.value.filter((row) => wanted.has(row.saleOrderId))) : scanned;
  }

  /** Both questions in one call; null where Stokly refuses one of them. */
  async function byBoth(wanted: readonly Wanted[]): Promise<CallResult<readonly InvoiceRow[]> | null> {
    const filters = chunkValues(wanted, (chunk) => either(...chunk.flatMap(toQuestions)));
    if (!filters.ok) return filterRefused(filters.error);
    const all: InvoiceRow[] = [];
    for (const filter of filters.value) {
      const rows = await list('findInvoicesByReference', filter);
      if (isFilterRefused(rows)) return null;
      if (!rows.ok) return rows;
      all.push(...rows.value);
    }
    return done(all);
  }

  const ofPlaces = (wanted: readonly Wanted[]) =>
    ofOrders(
      wanted.map(({ saleOrderId }) => saleOrderId),
      wanted.map(({ issuedOn }) => issuedOn).sort()[0] ?? '2000-01-01',
    );

  return {
    byReferences,
    ofOrders,
    async inTheWay(wanted) {
      const both = searchesReference && searchesOrder ? await byBoth(wanted) : null;
      if (both !== null) return both;
      const named = await byReferences(wanted.map(({ reference }) => reference));
      if (!named.ok) return named;
      const ofOrder = await ofPlaces(wanted);
      return ofOrder.ok ? done([...named.value, ...ofOrder.value]) : ofOrder;
    },
    async ofWanted(wanted) {
      const named = await byReferences(wanted.map(({ reference }) => reference));
      // Whether Stokly can be searched by reference may have been learnt from this very call.
      return !named.ok || searchesReference ? named : ofPlaces(wanted);
    },
  };
}

const toQuestions = ({ saleOrderId, reference }: Wanted): readonly Filter[] => [
  equals('saleOrderId', saleOrderId),
  equals('reference', reference),
];
