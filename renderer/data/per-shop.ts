import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';

/**
 * A store for each shop: filters, ticks and drafts of one shop never reach another, and are found again when the
 * person comes back to it. UI state only; server data stays in the query cache.
 */
export function perShop<State>(make: StateCreator<State>): (shopId: string) => StoreApi<State> {
  const stores = new Map<string, StoreApi<State>>();
  return (shopId) => {
    const known = stores.get(shopId);
    if (known) return known;
    const store = createStore(make);
    stores.set(shopId, store);
    return store;
  };
}
