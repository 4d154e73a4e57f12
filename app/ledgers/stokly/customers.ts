import type { LedgerChoice } from '../../ports/ledger.ts';
import { settleMade } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done } from './errors.ts';
import { contains, either, encodeFilter, equals, longestSafePart } from './filter.ts';
import { filterRefused, readAll } from './paging.ts';
import { splitName } from './sale-orders.ts';
import { customerRow, listOf } from './wire.ts';

/** The one customer type that working clients send (vendors/stokly.md §4.3). */
const customerType = 1;

/**
 * The customer whose `barcode`, Stokly's field for an external code (§4.3), is this code; else a new one. Addresses
 * are not sent: the shared customer of a shop has none.
 */
export async function ensureCustomer(
  context: Context,
  code: string,
  name: string,
): Promise<CallResult<LedgerChoice>> {
  const existing = await findByCode(context, code, name);
  if (!existing.ok) return existing;
  if (existing.value) return done(existing.value);
  const body = { name: splitName(name), fullName: name, barcode: code, type: customerType };
  const created = await context.client.create('createCustomer', { body });
  return settleMade(context, `customer ${code}`, created, () => findByCode(context, code, name));
}

/** How many customers with the part in their name are looked through. */
const mostSearched = 200;

/**
 * Customers by a part of their name or by their whole code. Field and operator were observed, together they were not
 * (vendors/stokly.md §§3.4, 4.3), so what comes back is looked at again here.
 */
export async function findCustomers(
  context: Context,
  text: string,
  limit: number,
): Promise<CallResult<readonly LedgerChoice[]>> {
  const wanted = text.trim();
  // A name may hold what the filter gives another meaning: a part of it is asked for, the whole is looked for here.
  const part = longestSafePart(wanted);
  if (part === null) return done([]);
  const encoded = encodeFilter(either(contains('name', part), equals('barcode', part)));
  if (!encoded.ok) return filterRefused(encoded.error);
  const query = `page=0&size=${mostSearched}&filter=${encoded.value}`;
  const rows = await context.client.read('findCustomers', { query }, listOf(customerRow));
  if (!rows.ok) return rows;
  const folded = wanted.toLowerCase();
  const found = rows.value.data.filter(
    (row) => (row.name ?? '').toLowerCase().includes(folded) || row.barcode.toLowerCase() === folded,
  );
  return done(found.slice(0, limit).map((row) => ({ id: row.customerId, name: row.name || row.barcode })));
}

async function findByCode(
  context: Context,
  code: string,
  nameIfSilent: string,
): Promise<CallResult<LedgerChoice | null>> {
  const rows = await readAll(context.client, 'findCustomers', customerRow, {
    filter: equals('barcode', code),
    idOf: (row) => row.customerId,
  });
  if (!rows.ok) return rows;
  const row = rows.value.find((one) => one.barcode === code);
  return done(row ? { id: row.customerId, name: row.name || nameIfSilent } : null);
}
