import type { ShopView } from '../../app/contract/accounts.ts';
import { useQuery } from '../data/use-query.ts';
import { useShell } from './shell-state.ts';

/** The chosen shop; the first one when the remembered shop is not in these books. Null while there is none. */
export function useShop(): ShopView | null {
  const shopId = useShell((state) => state.shopId);
  const { data } = useQuery('shops.list', {});
  return chosenOf(data?.shops ?? [], shopId);
}

export function chosenOf(shops: readonly ShopView[], shopId: string | null): ShopView | null {
  return shops.find((shop) => shop.shopId === shopId) ?? shops[0] ?? null;
}
