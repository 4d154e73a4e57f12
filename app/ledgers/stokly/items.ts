import { toItemId } from '../../domain/ids.ts';
import { parseCurrency } from '../../domain/money.ts';
import type { LedgerItem } from '../../ports/ledger.ts';
import { lineMinor } from './amounts.ts';
import { settleMade } from './confirm.ts';
import type { Context } from './context.ts';
import { type CallResult, done } from './errors.ts';
import { chunkValues, equals, oneOf } from './filter.ts';
import { filterRefused, readAll } from './paging.ts';
import { type ItemRow, itemRow } from './wire.ts';

const formats = { simple: 0, kit: 1, variantParent: 2 } as const;
const deleted = 1;

/**
 * Every stock item, deleted ones flagged, 1000 a page (vendors/stokly.md §4.1). Parents of variants are left out:
 * they stand for a family and are not sold themselves. `onPage` hears the rows read so far.
 */
export async function fetchItems(
  context: Context,
  onPage?: (count: number) => void,
): Promise<CallResult<readonly LedgerItem[]>> {
  const rows = await readAll(context.client, 'listItems', itemRow, {
    idOf: (row) => row.itemId,
    sort: { field: 'name', direction: 'ASC' },
    ...(onPage ? { onPage } : {}),
  });
  if (!rows.ok) return rows;
  return done(rows.value.filter((row) => row.format !== formats.variantParent).map(toItem));
}

/** The items that have one of these codes now, deleted ones flagged; looked up without reading the whole list. */
export async function findItems(
  context: Context,
  codes: readonly string[],
): Promise<CallResult<readonly LedgerItem[]>> {
  const chunks = chunkValues(codes, (chunk) => oneOf('sku', chunk));
  if (!chunks.ok) return filterRefused(chunks.error);
  const found: LedgerItem[] = [];
  for (const filter of chunks.value) {
    const idOf = (row: ItemRow) => row.itemId;
    const rows = await readAll(context.client, 'listItems', itemRow, { filter, idOf });
    if (!rows.ok) return rows;
    found.push(...rows.value.map(toItem));
  }
  return done(found);
}

/**
 * The item with this code, else a new simple one without stock. Codes are compared as every working client does:
 * without regard to case and outer spaces (§4.1).
 */
export async function ensureServiceItem(
  context: Context,
  code: string,
  name: string,
): Promise<CallResult<LedgerItem>> {
  const existing = await findByCode(context, code);
  if (!existing.ok) return existing;
  if (existing.value) return done(existing.value);
  const body = { sku: code, name, format: formats.simple, isSold: true, barcodes: [] };
  const created = await context.client.create('createItem', { body });
  return settleMade(context, `item ${code}`, created, () => findByCode(context, code));
}

async function findByCode(context: Context, code: string): Promise<CallResult<LedgerItem | null>> {
  const rows = await readAll(context.client, 'listItems', itemRow, {
    filter: equals('sku', code),
    idOf: (row) => row.itemId,
  });
  if (!rows.ok) return rows;
  const plain = (text: string) => text.trim().toLowerCase();
  const active = rows.value.filter((row) => row.status !== deleted && plain(row.sku) === plain(code));
  const row = active.find((one) => one.sku === code) ?? active[0];
  return done(row ? toItem(row) : null);
}

function toItem(row: ItemRow): LedgerItem {
  const barcodes = [row.barcode, ...(row.barcodes ?? [])].map((code) => code.trim()).filter(Boolean);
  return {
    itemId: toItemId(row.itemId),
    code: row.sku,
    name: row.name,
    barcodes: [...new Set(barcodes)],
    isActive: row.status !== deleted,
    isKit: row.format === formats.kit,
    salePriceMinor: toSalePrice(row),
  };
}

/** Rounded to minor units, as it only weighs a bundle's parts; null when it cannot be read. */
function toSalePrice(row: ItemRow): number | null {
  const currency = row.salePrice ? parseCurrency(row.salePrice.currency) : null;
  if (!row.salePrice || !currency) return null;
  const minor = lineMinor(row.salePrice.amount, 1, currency);
  return minor.ok ? minor.value : null;
}
