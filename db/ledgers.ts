import { sql } from 'kysely';
import { toItemHay, toSearchWords } from '../app/domain/item-search.ts';
import { normaliseCode } from '../app/domain/mapping.ts';
import type { LedgerItem } from '../app/ports/ledger.ts';
import type { LedgerBook, LinkedLedger } from '../app/ports/link-books.ts';
import type { Connection } from './connection.ts';
import { containsText, isNoneOf, isOneOf, startsWithText } from './dialect.ts';
import { appendLine } from './history.ts';
import { fromJson, toFlag, toJson } from './json.ts';
import { changedFields } from './orders/changed-fields.ts';
import type { LedgerItemTable, LedgerTable } from './schema/schema.ts';

export function createLedgerBook(connection: Connection, now: () => number): LedgerBook {
  const { query } = connection;
  const loadRow = (ledgerId: LedgerTable['ledger_id']) =>
    connection.first(query.selectFrom('ledgers').selectAll().where('ledger_id', '=', ledgerId));

  return {
    async list() {
      const rows = query.selectFrom('ledgers').selectAll().orderBy('name').orderBy('ledger_id');
      return connection.all(rows).map(toLedger);
    },

    async load(ledgerId) {
      const row = loadRow(ledgerId);
      return row ? toLedger(row) : null;
    },

    async save(ledger) {
      connection.transaction(() => {
        const row = toRow(ledger);
        const before = loadRow(ledger.ledgerId);
        const { ledger_id: _, ...changes } = row;
        connection.run(
          query
            .insertInto('ledgers')
            .values(row)
            .onConflict((conflict) => conflict.column('ledger_id').doUpdateSet(changes)),
        );
        const fields = before ? changedFields(before, row) : [];
        if (before && fields.length === 0) return;
        appendLine(connection, {
          subject: ledger.ledgerId,
          event: before ? 'ledger.changed' : 'ledger.linked',
          details: { name: ledger.name, linkState: ledger.linkState, ...(before ? { fields } : {}) },
          at: now(),
        });
      });
    },

    async saveItems(ledgerId, items, at) {
      connection.transaction(() => {
        const upsert = connection.statement(upsertItem);
        for (const item of items) upsert.run(toItemRow(ledgerId, item, at));
        connection.wrote('items');
        const ids = items.map((item) => item.itemId);
        connection.run(
          query
            .updateTable('ledger_items')
            .set({ is_active: 0 })
            .where('ledger_id', '=', ledgerId)
            .where(isNoneOf('item_id', ids)),
        );
      });
    },

    async loadItems(ledgerId) {
      const rows = query.selectFrom('ledger_items').selectAll().where('ledger_id', '=', ledgerId);
      return connection.all(rows.orderBy('code_key').orderBy('item_id')).map(toItem);
    },

    /** Every word must be found. A code that is the text comes first, then codes and names that start with it. */
    async searchItems(ledgerId, text, limit) {
      const key = normaliseCode(text);
      let rows = query
        .selectFrom('ledger_items')
        .selectAll()
        .where('ledger_id', '=', ledgerId)
        .where('is_active', '=', 1);
      for (const word of toSearchWords(text)) rows = rows.where(containsText('hay', word));
      const rank = sql`case when code_key = ${key} then 0
        when ${startsWithText('code_key', key)} then 1
        when ${startsWithText('name', key)} then 2
        else 3 end`;
      const best = rows.orderBy(rank).orderBy('code_key').orderBy('item_id').limit(Math.max(0, limit));
      return connection.all(best).map(toItem);
    },

    async loadItemsById(ledgerId, itemIds) {
      const rows = query.selectFrom('ledger_items').selectAll().where('ledger_id', '=', ledgerId);
      const found = connection.all(rows.where(isOneOf('item_id', itemIds))).map(toItem);
      const byId = new Map(found.map((item) => [item.itemId, item]));
      return itemIds.flatMap((id) => byId.get(id) ?? []);
    },
  };
}

const upsertItem = `
INSERT INTO ledger_items
  (ledger_id, item_id, code, code_key, name, barcodes, is_active, is_kit, sale_price_minor, hay, seen_at)
VALUES (:ledger_id, :item_id, :code, :code_key, :name, :barcodes, :is_active, :is_kit, :sale_price_minor, :hay, :seen_at)
ON CONFLICT (ledger_id, item_id) DO UPDATE SET
  code = excluded.code, code_key = excluded.code_key, name = excluded.name, barcodes = excluded.barcodes,
  is_active = excluded.is_active, is_kit = excluded.is_kit, sale_price_minor = excluded.sale_price_minor,
  hay = excluded.hay, seen_at = excluded.seen_at`;

function toItemRow(ledgerId: LedgerItemTable['ledger_id'], item: LedgerItem, at: number): LedgerItemTable {
  return {
    ledger_id: ledgerId,
    item_id: item.itemId,
    code: item.code,
    code_key: normaliseCode(item.code),
    name: item.name,
    barcodes: toJson(item.barcodes),
    is_active: toFlag(item.isActive),
    is_kit: toFlag(item.isKit),
    sale_price_minor: item.salePriceMinor,
    hay: toItemHay(item),
    seen_at: at,
  };
}

function toItem(row: LedgerItemTable): LedgerItem {
  return {
    itemId: row.item_id,
    code: row.code,
    name: row.name,
    barcodes: fromJson(row.barcodes),
    isActive: row.is_active === 1,
    isKit: row.is_kit === 1,
    salePriceMinor: row.sale_price_minor,
  };
}

function toRow(ledger: LinkedLedger): LedgerTable {
  return {
    ledger_id: ledger.ledgerId,
    kind: ledger.kind,
    name: ledger.name,
    connection: toJson(ledger.connection),
    link_state: ledger.linkState,
    is_sample: toFlag(ledger.isSample),
    linked_at: ledger.linkedAt,
  };
}

function toLedger(row: LedgerTable): LinkedLedger {
  return {
    ledgerId: row.ledger_id,
    kind: row.kind,
    name: row.name,
    connection: fromJson(row.connection),
    linkState: row.link_state,
    isSample: row.is_sample === 1,
    linkedAt: row.linked_at,
  };
}
