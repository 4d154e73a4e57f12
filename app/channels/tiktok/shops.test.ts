import { afterEach, describe, expect, it } from 'vitest';
import { isTimeZone } from '../../domain/dates.ts';
import { regionOf } from './regions.ts';
import { readShops } from './shops.ts';
import {
  type Answer,
  createTestClient,
  createTestClock,
  envelope,
  refusal,
  type StubServer,
  startStub,
} from './testing/stub-server.ts';

const gb = {
  id: '7494049642642441621',
  name: 'Harbour & Pine',
  region: 'GB',
  seller_type: 'LOCAL',
  cipher: 'GCP_1',
  code: 'GB1',
};

let server: StubServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function read(answer: Answer) {
  server = await startStub(answer);
  const clock = createTestClock();
  const shops = await readShops(
    createTestClient(server.url, clock),
    '/authorization/202309/shops',
    'token-1',
    clock,
  );
  return { shops, clock, calls: server.calls };
}

describe('readShops', () => {
  it('gives each shop its currency and time zone, and sends no cipher', async () => {
    const { shops, calls } = await read(() =>
      envelope({ shops: [gb, { ...gb, id: '7', region: 'MY', cipher: 'GCP_2' }] }),
    );
    expect(shops).toMatchObject({
      ok: true,
      value: [
        {
          shopId: gb.id,
          name: gb.name,
          region: 'GB',
          currency: 'GBP',
          timeZone: 'Europe/London',
          cipher: 'GCP_1',
        },
        { shopId: '7', currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' },
      ],
    });
    expect(calls[0]?.query.shop_cipher).toBeUndefined();
    expect(calls[0]?.token).toBe('token-1');
  });

  it('asks again while the list is empty just after consent', async () => {
    let turn = 0;
    const { shops, clock } = await read(() => envelope({ shops: turn++ < 2 ? [] : [gb] }));
    expect(shops.ok && shops.value).toHaveLength(1);
    expect(clock.slept).toEqual([1500, 1500]);
  });

  it('says what to do when it stays empty', async () => {
    const { shops, calls } = await read(() => envelope({ shops: [] }));
    expect(shops).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(calls).toHaveLength(3);
  });

  it('names a country it does not know', async () => {
    const { shops } = await read(() => envelope({ shops: [gb, { ...gb, region: 'ZZ' }] }));
    expect(shops.ok ? '' : shops.error.message).toContain('is in ZZ');
  });

  it('passes on a missing permission', async () => {
    const { shops } = await read(() =>
      refusal(105005, 'Access denied. The app is not authorized to access the endpoint'),
    );
    expect(shops).toMatchObject({ ok: false, error: { kind: 'scope' } });
  });

  it('does not renew a token it was just given', async () => {
    const { shops, calls } = await read(() => refusal(105002, 'Expired credentials.'));
    expect(shops).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(calls).toHaveLength(1);
  });
});

describe('regionOf', () => {
  it.each([
    ['GB', 'GBP', 'Europe/London'],
    ['my', 'MYR', 'Asia/Kuala_Lumpur'],
    ['ID', 'IDR', 'Asia/Jakarta'],
    ['US', 'USD', 'America/Los_Angeles'],
    ['IE', 'EUR', 'Europe/Dublin'],
  ])('%s → %s, %s', (country, currency, timeZone) => {
    expect(regionOf(country)).toEqual({ currency, timeZone });
    expect(isTimeZone(timeZone)).toBe(true);
  });

  it('knows no country by the names of object properties', () => {
    expect(regionOf('constructor')).toBeNull();
    expect(regionOf('')).toBeNull();
  });
});
