import { toShopId } from '../../../domain/ids.ts';
import { parseCurrency } from '../../../domain/money.ts';
import type { ChannelShop, ChannelShopApi } from '../../../ports/channel.ts';
import { createTikTokChannel } from '../channel.ts';
import type { TikTokLimits } from '../config.ts';
import { createTestClock, createTestTokens, envelope, type SeenCall, testSecret } from './stub-server.ts';

const pounds = parseCurrency('GBP');
if (!pounds) throw new Error('GBP is a currency');

export const testShop: ChannelShop = {
  shopId: toShopId('7494049642642441621'),
  name: 'Harbour & Pine',
  region: 'GB',
  currency: pounds,
  timeZone: 'Europe/London',
  cipher: 'GCP_1',
};

/** The channel as the app uses it, for one shop of a stub server; pauses take no time. */
export function openTestShop(url: string, limits: Partial<TikTokLimits> = {}): ChannelShopApi {
  const channel = createTikTokChannel(
    {
      appKey: 'key-of-the-test',
      appSecret: testSecret,
      serviceId: '72',
      market: 'rest',
      apiUrl: `${url}/`,
      authUrl: url,
      limits: { requestsPerSecond: 1_000, ...limits },
    },
    { clock: createTestClock(), random: () => 0 },
  );
  return channel.openShop(testShop, createTestTokens());
}

/** An answer of a list endpoint: the entries between the bounds of the body, in pages of `size`. */
export function listPage<Entry extends Record<string, unknown>>(
  name: string,
  entries: readonly Entry[],
  call: SeenCall,
  size: number,
): object {
  const offset = Number(call.query.page_token ?? '0');
  const next = offset + size;
  return envelope({
    [name]: entries.slice(offset, next),
    next_page_token: next < entries.length ? String(next) : '',
    total_count: entries.length,
  });
}

/** The bounds of a search body, whatever their field: from inclusive, to exclusive. */
export function boundsOf(call: SeenCall): { field: string; from: number; to: number } {
  const body = Object.entries(call.body ?? {}).filter(([key]) => /_(ge|lt|le)$/.test(key));
  const find = (suffix: string) => body.find(([key]) => key.endsWith(suffix));
  const from = find('_ge');
  const to = find('_lt');
  const upTo = find('_le');
  return {
    field: (from ?? to ?? upTo)?.[0].replace(/_(ge|lt|le)$/, '') ?? '',
    from: Number(from?.[1] ?? 0),
    to: upTo ? Number(upTo[1]) + 1 : Number(to?.[1] ?? Number.POSITIVE_INFINITY),
  };
}
