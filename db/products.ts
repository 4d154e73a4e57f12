import type { ShopId, SkuId } from '../app/domain/ids.ts';
import type { ChannelSku } from '../app/domain/orders.ts';
import type { ProductBook, SavedMapping } from '../app/ports/product-book.ts';
import type { Connection } from './connection.ts';
import { appendLine } from './history.ts';
import { fromJson, toFlag, toJson } from './json.ts';
import { countOpenOrdersBySku, readAffectedOrders } from './orders/affected-orders.ts';
import { changedFields } from './orders/changed-fields.ts';
import type { MappingTable, SkuTable } from './schema/schema.ts';

export function createProductBook(connection: Connection): ProductBook {
  const { query } = connection;

  const loadSkuRow = (shopId: ShopId, skuId: SkuId) =>
    connection.first(
      query.selectFrom('skus').selectAll().where('shop_id', '=', shopId).where('sku_id', '=', skuId),
    );
  const loadNewestMapping = (shopId: ShopId, skuId: SkuId) =>
    // The statement selects exactly these columns, or nothing.
    connection.statement(selectNewestMapping).get(shopId, skuId) as
      | Pick<MappingTable, 'version' | 'components'>
      | undefined;

  return {
    async saveSkus(shopId, skus, at) {
      return connection.transaction(() => {
        let added = 0;
        let changed = 0;
        connection.wrote('skus');
        const upsert = connection.statement(upsertSku);
        for (const sku of skus) {
          const row = toSkuRow(shopId, sku, at);
          const before = loadSkuRow(shopId, sku.skuId);
          const isListed = before?.seen_on === 'listing';
          if (isListed && changedFields(before, { ...row, changed_at: before.changed_at }).length === 0)
            continue;
          upsert.run(row);
          if (isListed) changed += 1;
          else added += 1;
        }
        return { added, changed };
      });
    },

    async loadSkus(shopId) {
      const rows = query.selectFrom('skus').selectAll().where('shop_id', '=', shopId);
      return connection.all(rows.orderBy('product_name').orderBy('variation').orderBy('sku_id')).map(toSku);
    },

    async loadMappings(shopId) {
      const rows = query.selectFrom('mappings').selectAll().where('shop_id', '=', shopId);
      return connection.all(rows.orderBy('sku_id').orderBy('version')).map(toMapping);
    },

    async saveMappings(shopId, mappings, at) {
      connection.transaction(() => {
        connection.wrote('mappings');
        const insert = connection.statement(insertMapping);
        for (const mapping of mappings) {
          const before = loadNewestMapping(shopId, mapping.skuId);
          const row: MappingTable = {
            shop_id: shopId,
            sku_id: mapping.skuId,
            version: (before?.version ?? 0) + 1,
            seller_sku: mapping.sellerSku,
            components: toJson(mapping.components),
            valid_from: mapping.validFrom,
            made_at: at,
          };
          insert.run(row);
          appendLine(connection, {
            subject: mapping.skuId,
            event: mapping.components.length > 0 ? 'sku.mapped' : 'sku.unmapped',
            details: {
              shopId,
              sellerSku: mapping.sellerSku,
              version: row.version,
              validFrom: mapping.validFrom,
              before: before ? fromJson(before.components) : [],
              after: mapping.components,
            },
            at,
          });
        }
      });
    },

    async loadAffectedOrders(shopId, skuIds) {
      return readAffectedOrders(connection, shopId, skuIds);
    },

    async countOpenOrdersBySku(shopId) {
      return countOpenOrdersBySku(connection, shopId);
    },

    async loadMarks() {
      return {
        skus: connection.mark(['skus']),
        items: connection.mark(['items']),
        mappings: connection.mark(['mappings']),
        openOrders: connection.mark(['orders', 'documents']),
      };
    },
  };
}

const selectNewestMapping = `
SELECT version, components FROM mappings WHERE shop_id = ? AND sku_id = ? ORDER BY version DESC LIMIT 1`;

const insertMapping = `
INSERT INTO mappings (shop_id, sku_id, version, seller_sku, components, valid_from, made_at)
VALUES (:shop_id, :sku_id, :version, :seller_sku, :components, :valid_from, :made_at)`;

const upsertSku = `
INSERT INTO skus
  (shop_id, sku_id, product_id, seller_sku, product_name, variation, price_minor, currency, is_active, parts, seen_on, changed_at)
VALUES
  (:shop_id, :sku_id, :product_id, :seller_sku, :product_name, :variation, :price_minor, :currency, :is_active, :parts, :seen_on, :changed_at)
ON CONFLICT (shop_id, sku_id) DO UPDATE SET
  product_id = excluded.product_id, seller_sku = excluded.seller_sku, product_name = excluded.product_name,
  variation = excluded.variation, price_minor = excluded.price_minor, currency = excluded.currency,
  is_active = excluded.is_active, parts = excluded.parts, seen_on = excluded.seen_on,
  changed_at = excluded.changed_at`;

function toSkuRow(shopId: ShopId, sku: ChannelSku, at: number): SkuTable {
  return {
    shop_id: shopId,
    sku_id: sku.skuId,
    product_id: sku.productId,
    seller_sku: sku.sellerSku,
    product_name: sku.productName,
    variation: sku.variation,
    price_minor: sku.priceMinor,
    currency: sku.currency,
    is_active: toFlag(sku.isActive),
    parts: toJson(sku.parts),
    seen_on: 'listing',
    changed_at: at,
  };
}

function toSku(row: SkuTable): ChannelSku {
  return {
    skuId: row.sku_id,
    productId: row.product_id,
    sellerSku: row.seller_sku,
    productName: row.product_name,
    variation: row.variation,
    priceMinor: row.price_minor,
    currency: row.currency,
    isActive: row.is_active === 1,
    parts: fromJson(row.parts),
  };
}

function toMapping(row: MappingTable): SavedMapping {
  return {
    skuId: row.sku_id,
    sellerSku: row.seller_sku,
    components: fromJson(row.components),
    version: row.version,
    validFrom: row.valid_from,
    madeAt: row.made_at,
  };
}
