import { describe, expect, it } from 'vitest';
import { type SignedParts, sign } from './sign.ts';

interface Vector extends SignedParts {
  readonly name: string;
  readonly secret: string;
  readonly sign: string;
}

/** vendors/tiktok-shop.md §2.3, all five vectors. */
const vectors: readonly Vector[] = [
  {
    name: '1: published, authorised shops',
    secret: 'e59af819cc',
    path: '/authorization/202309/shops',
    query: { app_key: '29a39d', timestamp: '1623812664' },
    body: undefined,
    sign: 'b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8',
  },
  {
    name: '2: published, a GET with one parameter',
    secret: 'app_secret',
    path: '/test-api',
    query: { foo: 'bar' },
    body: undefined,
    sign: 'd3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f',
  },
  {
    name: '3: a JSON body',
    secret: 'e59af819cc',
    path: '/event/202309/webhooks',
    query: {
      app_key: '68xu9ks5p4i8',
      shop_cipher: 'ROW_xkMbgAAAeVAQra0eZWebFQq5aIKt',
      timestamp: '1696909648',
    },
    body: '{"address":"https://partner.tiktokshop.com","event_type":"PACKAGE_UPDATE"}',
    sign: 'a75b9c8cd57140cab6dc95bf31c37bd6ffface74210768b6517c0ff81659b0ba',
  },
  {
    name: '4: a page token with + and /',
    secret: 'e59af819cc',
    path: '/order/202309/orders/search',
    query: {
      app_key: '29a39d',
      page_size: '100',
      page_token: '6AsPQsUMvH3RkchNUPPh22NROHkE0D8pmq/N5M1kHYcZmtRyv9aVrNv65W7Q6tFA+7D1ud64MPNz5OaT',
      shop_cipher: 'GCP_XF90igAAAABh00qsWgtvOiGFNqyubMt3',
      timestamp: '1623812664',
    },
    body: '{"order_status":"UNPAID"}',
    sign: '6b55918cfea8c0a45c2e533b88a5d8c2c379f23ded442d71d9be1fa86d28f73e',
  },
  {
    name: '5: joined ids',
    secret: 'e59af819cc',
    path: '/order/202507/orders',
    query: {
      app_key: '29a39d',
      ids: '576461413038785752,576461413038785753',
      shop_cipher: 'GCP_XF90igAAAABh00qsWgtvOiGFNqyubMt3',
      timestamp: '1623812664',
    },
    body: undefined,
    sign: 'aafec5193e65e35a859b9b151609f07fc494a08a9a6cef019fc4d35ad9ab2e96',
  },
];

describe('sign', () => {
  it.each(vectors)('vector $name', (vector) => {
    expect(sign(vector, vector.secret)).toBe(vector.sign);
  });

  it('leaves out sign and access_token and does not care for the order of keys', () => {
    const query = { timestamp: '1623812664', sign: 'x', access_token: 'y', app_key: '29a39d' };
    expect(sign({ path: '/authorization/202309/shops', query }, 'e59af819cc')).toBe(vectors[0]?.sign);
  });

  it('covers every byte of the body', () => {
    const query = { app_key: 'k' };
    const one = sign({ path: '/p', query, body: '{"a":1}' }, 's');
    expect(sign({ path: '/p', query, body: '{"a": 1}' }, 's')).not.toBe(one);
  });
});
