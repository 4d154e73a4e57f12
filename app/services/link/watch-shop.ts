import type { ChannelResult, ChannelShopApi } from '../../ports/channel.ts';
import type { LinkCheck } from '../../ports/link-checks.ts';
import { channelTrouble } from './link-checks.ts';

/** The same shop, with every answer looked at before it is handed on: `hear` gets the trouble, or null for none. */
export function watchShop(
  api: ChannelShopApi,
  hear: (trouble: LinkCheck['trouble']) => Promise<void>,
): ChannelShopApi {
  const watched = async <T>(answer: Promise<ChannelResult<T>>): Promise<ChannelResult<T>> => {
    const result = await answer;
    const trouble = channelTrouble(result);
    if (trouble !== undefined) await hear(trouble);
    return result;
  };
  return {
    clockOffMs: () => api.clockOffMs(),
    fetchSkus: (options) => watched(api.fetchSkus(options)),
    fetchOrders: (window, timeZone, take, options) =>
      watched(api.fetchOrders(window, timeZone, take, options)),
    fetchOrdersById: (orderIds, timeZone) => watched(api.fetchOrdersById(orderIds, timeZone)),
    fetchStatements: async (range, options) => {
      const result = await api.fetchStatements(range, options);
      // Finances are a permission of their own: without it everything else works, and the link is not dead.
      return !result.ok && result.error.kind === 'scope' ? result : watched(Promise.resolve(result));
    },
  };
}
