import type { Company, SandboxOrder, SandboxShop, ShopBooks } from '../company/types.ts';

/** One shop as the stand-in serves it: its orders may be changed through the control plane. */
export interface LiveShop {
  readonly shop: SandboxShop;
  readonly books: ShopBooks;
  readonly orders: SandboxOrder[];
}

export interface TiktokState {
  shops(): readonly LiveShop[];
  byCipher(cipher: string): LiveShop | null;
  findOrder(id: string): SandboxOrder | null;
  reset(): void;
}

export function createTiktokState(company: Company): TiktokState {
  const open = (): LiveShop[] =>
    company.shops.map((books) => ({ shop: books.shop, books, orders: structuredClone([...books.orders]) }));
  let shops = open();
  return {
    shops: () => shops,
    byCipher: (cipher) => shops.find(({ shop }) => shop.cipher === cipher) ?? null,
    findOrder: (id) => shops.flatMap(({ orders }) => orders).find((order) => order.id === id) ?? null,
    reset: () => {
      shops = open();
    },
  };
}
