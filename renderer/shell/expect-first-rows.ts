import { type QueryCache, queryKey } from '../data/query-cache.ts';
import { useShell } from './shell-state.ts';
import { chosenOf } from './use-shop.ts';

/**
 * Asks for the rows of the first screen before it is drawn: both take as long as each other. Only the list of orders is worth
 * it, which adds up every order for its foot. Never rejects: a tab that could not be read says so where it is shown.
 */
export async function expectFirstRows(cache: QueryCache): Promise<void> {
  const { tab, shopId } = useShell.getState();
  const shop = chosenOf(cache.read(queryKey('shops.list', {})).data?.shops ?? [], shopId);
  if (tab !== 'orders' || !shop) return;
  const orders = await import('../orders/order-window.ts').catch(() => null);
  orders?.expectOrders(cache, shop);
}
