import type { ShopId } from '../../app/domain/ids.ts';
import type { Order, OrderLine } from '../../app/domain/orders.ts';
import type { Connection } from '../connection.ts';
import { toJson } from '../json.ts';

/** What the lines of orders that are saved together name, each looked up once: a day has few SKUs and many lines. */
export interface LineNames {
  /** The row of what decides the stock items of a line, added when it is new. */
  variantOf(line: OrderLine): number;
  /** The row of the variants that an order has, added when they never came together before. */
  setOf(variants: readonly number[]): number | null;
  noteSku(order: Order, line: OrderLine): void;
  /** SKUs that no listing has named become known, as the newest of the orders names them. */
  saveSkus(): void;
}

/** Inside one transaction. */
export function createLineNames(connection: Connection, shopId: ShopId): LineNames {
  const variants = new Map<string, number>();
  const sets = new Map<string, number>();
  const skus = new Map<string, { readonly order: Order; readonly line: OrderLine }>();
  return {
    variantOf(line) {
      const parts = toJson(line.parts);
      // Neither an id nor JSON has a line break in it.
      const key = `${line.skuId}\n${parts}\n${line.sellerSku}`;
      const known = variants.get(key);
      if (known !== undefined) return known;
      const variantId = saveVariant(connection, [shopId, line.skuId, line.sellerSku, parts]);
      variants.set(key, variantId);
      return variantId;
    },

    setOf(given) {
      const members = toVariantSet(given);
      if (members.length === 0) return null;
      const text = toJson(members);
      const setId = sets.get(text) ?? saveSet(connection, members, text);
      sets.set(text, setId);
      return setId;
    },

    noteSku(order, line) {
      const newest = skus.get(line.skuId);
      if (!newest || order.createdAt > newest.order.createdAt) skus.set(line.skuId, { order, line });
    },

    saveSkus() {
      const know = connection.statement(knowSku);
      for (const { order, line } of skus.values()) {
        know.run({
          shop_id: shopId,
          sku_id: line.skuId,
          product_id: line.productId,
          seller_sku: line.sellerSku,
          product_name: line.productName,
          variation: line.variation,
          currency: order.currency,
          parts: toJson(line.parts),
          changed_at: order.createdAt,
        });
      }
    },
  };
}

function saveVariant(connection: Connection, facts: readonly string[]): number {
  // The statement selects exactly this column, or nothing.
  const known = connection
    .statement(selectVariant)
    .pluck()
    .get(...facts) as number | undefined;
  return known ?? Number(connection.statement(insertVariant).run(...facts).lastInsertRowid);
}

function saveSet(connection: Connection, members: readonly number[], text: string): number {
  // The statement selects exactly this column, or nothing.
  const known = connection.statement(selectSet).pluck().get(text) as number | undefined;
  if (known !== undefined) return known;
  const setId = Number(connection.statement(insertSet).run(text).lastInsertRowid);
  for (const variantId of members) connection.statement(insertMember).run(variantId, setId);
  return setId;
}

/** Each once, rising. */
export function toVariantSet(variants: readonly number[]): readonly number[] {
  return [...new Set(variants)].sort((a, b) => a - b);
}

const selectSet = 'SELECT variant_set_id FROM variant_sets WHERE variants = ?';
const insertSet = 'INSERT INTO variant_sets (variants) VALUES (?)';
const insertMember = 'INSERT INTO variant_set_members (variant_id, variant_set_id) VALUES (?, ?)';

const selectVariant =
  'SELECT variant_id FROM line_variants WHERE shop_id = ? AND sku_id = ? AND seller_sku = ? AND parts = ?';
const insertVariant = 'INSERT INTO line_variants (shop_id, sku_id, seller_sku, parts) VALUES (?, ?, ?, ?)';

/** What a listing says stands; among orders the newest one names the SKU. */
const knowSku = `
INSERT INTO skus
  (shop_id, sku_id, product_id, seller_sku, product_name, variation, price_minor, currency, is_active, parts, seen_on, changed_at)
VALUES
  (:shop_id, :sku_id, :product_id, :seller_sku, :product_name, :variation, NULL, :currency, 1, :parts, 'order', :changed_at)
ON CONFLICT (shop_id, sku_id) DO UPDATE SET
  product_id = excluded.product_id, seller_sku = excluded.seller_sku, product_name = excluded.product_name,
  variation = excluded.variation, parts = excluded.parts, changed_at = excluded.changed_at
WHERE skus.seen_on = 'order' AND excluded.changed_at > skus.changed_at`;
