import type { ShopView } from '../../app/contract/accounts.ts';
import { useQuery } from '../data/use-query.ts';
import { useShell } from './shell-state.ts';

/** The chosen shop; the first one when the remembered shop is not in these books. Null while there is none. */
export function useShop(): ShopView | null {
  const shopId = useShell((state) => state.shopId);
  const { data } = useQuery('shops.list', {});
  return data?.shops.find((shop) => shop.shopId === shopId) ?? data?.shops[0] ?? null;
}
