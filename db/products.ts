import { sql } from 'kysely';
import type { ShopId, SkuId } from '../app/domain/ids.ts';
import type { ChannelSku } from '../app/domain/orders.ts';
import type { ProductBook, SavedMapping } from '../app/ports/books.ts';
import { changedFields } from './changed-fields.ts';
import type { Connection } from './connection.ts';
import { isOneOf } from './dialect.ts';
import { appendLine } from './history.ts';
import { fromJson, safeMinor, toFlag, toJson } from './json.ts';
import type { MappingTable, SkuTable } from './schema.ts';

export function createProductBook(connection: Connection): ProductBook {
  const { query } = connection;

  const loadSkuRow = (shopId: ShopId, skuId: SkuId) =>
    connection.first(
      query.selectFrom('skus').selectAll().where('shop_id', '=', shopId).where('sku_id', '=', skuId),
    );
  const loadNewestMapping = (shopId: ShopId, skuId: SkuId) =>
    connection.first(
      query
        .selectFrom('mappings')
        .selectAll()
        .where('shop_id', '=', shopId)
        .where('sku_id', '=', skuId)
        .orderBy('version', 'desc')
        .limit(1),
    );

  return {
    async saveSkus(shopId, skus, at) {
      return connection.transaction(() => {
        let added = 0;
        let changed = 0;
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

    /** The newest version of each SKU; one whose newest version has no components is unmapped and left out. */
    async loadMappings(shopId) {
      const rows = query
        .selectFrom('mappings as newest')
        .selectAll()
        .where('newest.shop_id', '=', shopId)
        .where('newest.version', '=', (eb) =>
          eb
            .selectFrom('mappings as version')
            .select((version) => version.fn.max('version.version').as('version'))
            .whereRef('version.shop_id', '=', 'newest.shop_id')
            .whereRef('version.sku_id', '=', 'newest.sku_id'),
        )
        .orderBy('newest.sku_id');
      return connection
        .all(rows)
        .map(toMapping)
        .filter((mapping) => mapping.components.length > 0);
    },

    async saveMappings(shopId, mappings, at) {
      connection.transaction(() => {
        for (const mapping of mappings) {
          const before = loadNewestMapping(shopId, mapping.skuId);
          const row: MappingTable = {
            shop_id: shopId,
            sku_id: mapping.skuId,
            version: (before?.version ?? 0) + 1,
            seller_sku: mapping.sellerSku,
            components: toJson(mapping.components),
            made_at: at,
          };
          connection.run(query.insertInto('mappings').values(row));
          appendLine(connection, {
            subject: mapping.skuId,
            event: mapping.components.length > 0 ? 'sku.mapped' : 'sku.unmapped',
            details: {
              shopId,
              sellerSku: mapping.sellerSku,
              version: row.version,
              before: before ? fromJson(before.components) : [],
              after: mapping.components,
            },
            at,
          });
        }
      });
    },

    async countOpenOrders(shopId, skuIds) {
      const counted = connection.first(
        selectOpenOrders(connection, shopId)
          .select((eb) => [
            eb.fn.countAll<number>().as('orders'),
            eb.fn.sum<number | null>('o.goods_minor').as('goods_minor'),
          ])
          .where('o.order_id', 'in', (eb) =>
            eb
              .selectFrom('order_lines as l')
              .select('l.order_id')
              .where('l.shop_id', '=', shopId)
              .where(isOneOf('l.sku_id', skuIds)),
          ),
      );
      return { orders: counted?.orders ?? 0, goodsMinor: safeMinor(counted?.goods_minor ?? 0) };
    },

    async countOpenOrdersBySku(shopId) {
      const counts = selectOpenOrders(connection, shopId)
        .innerJoin('order_lines as l', (join) =>
          join.onRef('l.shop_id', '=', 'o.shop_id').onRef('l.order_id', '=', 'o.order_id'),
        )
        .select((eb) => ['l.sku_id', eb.fn.count<number>('o.order_id').distinct().as('orders')])
        .groupBy('l.sku_id');
      return new Map(connection.all(counts).map((row) => [row.sku_id, row.orders]));
    },
  };
}

/** Orders that wait for a document: a living sale order or invoice counts as posted, a cancelled order waits for nothing. */
function selectOpenOrders(connection: Connection, shopId: ShopId) {
  return connection.query
    .selectFrom('orders as o')
    .where('o.shop_id', '=', shopId)
    .where('o.status', '<>', 'cancelled')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('document_orders as d')
            .select(sql`1`.as('one'))
            .where('d.shop_id', '=', shopId)
            .whereRef('d.order_id', '=', 'o.order_id')
            .where('d.is_alive', '=', 1)
            .where('d.role', 'in', ['order', 'orderInvoice', 'partInvoice']),
        ),
      ),
    );
}

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
    madeAt: row.made_at,
  };
}
