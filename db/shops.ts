import { completeProfile, type PostingProfile, type StoredProfile } from '../app/domain/profile.ts';
import type { LinkedShop, ShopBook } from '../app/ports/link-books.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toFlag, toJson } from './json.ts';
import { changedFields } from './orders/changed-fields.ts';
import type { ShopTable } from './schema/schema.ts';

/** Renewed every few hours: worth storing, not worth a history line each time. */
const quietFields = new Set(['access_token_expires_at', 'refresh_token_expires_at']);

export function createShopBook(connection: Connection, now: () => number): ShopBook {
  const { query } = connection;
  const loadRow = (shopId: ShopTable['shop_id']) =>
    connection.first(query.selectFrom('shops').selectAll().where('shop_id', '=', shopId));
  const loadProfile = (shopId: ShopTable['shop_id']): PostingProfile | null => {
    const stored = query.selectFrom('profiles').select('body').where('shop_id', '=', shopId);
    const row = connection.first(stored);
    return row ? completeProfile(fromJson<StoredProfile>(row.body)) : null;
  };

  return {
    async list() {
      const rows = query.selectFrom('shops').selectAll().orderBy('name').orderBy('shop_id');
      return connection.all(rows).map(toShop);
    },

    async load(shopId) {
      const row = loadRow(shopId);
      return row ? toShop(row) : null;
    },

    async save(shop) {
      connection.transaction(() => {
        const row = toRow(shop);
        const before = loadRow(shop.shopId);
        const { shop_id: _, ...changes } = row;
        connection.run(
          query
            .insertInto('shops')
            .values(row)
            .onConflict((conflict) => conflict.column('shop_id').doUpdateSet(changes)),
        );
        const fields = before ? changedFields(before, row).filter((field) => !quietFields.has(field)) : [];
        if (before && fields.length === 0) return;
        appendLine(connection, {
          subject: shop.shopId,
          event: before ? 'shop.changed' : 'shop.linked',
          // Names of fields, not their values: the connection is nobody's business but the channel's.
          details: { name: shop.name, linkState: shop.linkState, ...(before ? { fields } : {}) },
          at: now(),
        });
      });
    },

    async loadProfile(shopId) {
      return loadProfile(shopId);
    },

    async saveProfile(profile) {
      connection.transaction(() => {
        const at = now();
        const before = loadProfile(profile.shopId);
        const changes = { ledger_id: profile.ledgerId, body: toJson(profile), saved_at: at };
        connection.run(
          query
            .insertInto('profiles')
            .values({ shop_id: profile.shopId, ...changes })
            .onConflict((conflict) => conflict.column('shop_id').doUpdateSet(changes)),
        );
        const fields = before ? changedFields(before, profile) : [];
        if (before && fields.length === 0) return;
        appendLine(connection, {
          subject: profile.shopId,
          event: 'profile.saved',
          details: {
            before: before && Object.fromEntries(fields.map((field) => [field, before[field]])),
            after: before ? Object.fromEntries(fields.map((field) => [field, profile[field]])) : profile,
          },
          at,
        });
      });
    },
  };
}

function toRow(shop: LinkedShop): ShopTable {
  return {
    shop_id: shop.shopId,
    channel: shop.channel,
    name: shop.name,
    region: shop.region,
    currency: shop.currency,
    time_zone: shop.timeZone,
    cipher: shop.cipher,
    connection: toJson(shop.connection),
    refresh_token_expires_at: shop.refreshTokenExpiresAt,
    access_token_expires_at: shop.accessTokenExpiresAt,
    link_state: shop.linkState,
    is_sample: toFlag(shop.isSample),
    linked_at: shop.linkedAt,
  };
}

function toShop(row: ShopTable): LinkedShop {
  return {
    shopId: row.shop_id,
    channel: row.channel,
    name: row.name,
    region: row.region,
    currency: row.currency,
    timeZone: row.time_zone,
    cipher: row.cipher,
    connection: fromJson(row.connection),
    refreshTokenExpiresAt: row.refresh_token_expires_at,
    accessTokenExpiresAt: row.access_token_expires_at,
    linkState: row.link_state,
    isSample: row.is_sample === 1,
    linkedAt: row.linked_at,
  };
}
