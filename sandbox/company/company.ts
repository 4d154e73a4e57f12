import { writeAdjustments } from './adjustments.ts';
import { LAST_SETTLED_ON } from './calendar.ts';
import { draftOrders } from './drafts.ts';
import { createIds } from './ids.ts';
import { writeOrders } from './orders.ts';
import { createRandom } from './random.ts';
import { settleOrder } from './settle.ts';
import { MALAYSIA_SHOP, stockShop, UK_SHOP } from './shops.ts';
import { closeBooks } from './statements.ts';
import type { Company, SandboxShop, ShopBooks } from './types.ts';

export const DEFAULT_SEED = 20261001;
export const DEFAULT_ORDERS_PER_SHOP = 450;

/**
 * The sample company "Harbour & Pine" in October 2026: a UK and a Malaysian shop.
 * The same seed and size always give the same data, to the last id.
 */
export function createCompany(seed = DEFAULT_SEED, ordersPerShop = DEFAULT_ORDERS_PER_SHOP): Company {
  return {
    name: 'Harbour & Pine',
    seed,
    shops: [UK_SHOP, MALAYSIA_SHOP].map((shop) => createShop(shop, seed, ordersPerShop)),
  };
}

function createShop(shop: SandboxShop, seed: number, count: number): ShopBooks {
  const stream = (label: string) => createRandom(seed, `${shop.region}/${label}`);
  const ids = createIds(stream('ids'));
  const products = stockShop(shop, ids, stream('products'));
  const drafts = draftOrders(shop, count, stream('drafts'));
  const written = writeOrders(shop, products, drafts, ids, stream('orders'));
  const fees = stream('fees');
  const orderRows = written.flatMap(({ order, draft }) => settleOrder(shop, order, draft, ids, fees));
  const adjustments = writeAdjustments(orderRows, ids, stream('adjustments'));
  const { statements, withdrawals } = closeBooks(shop, [...orderRows, ...adjustments], ids, LAST_SETTLED_ON);
  return { shop, products, orders: written.map(({ order }) => order), statements, withdrawals };
}
