import { expect, test } from 'vitest';
import { signRequest } from './signature.ts';

const SHOP = 'GCP_XF90igAAAABh00qsWgtvOiGFNqyubMt3';

/** tiktok-shop.md §2.3: 1 and 2 are published, 3 to 5 follow from the published algorithm. */
const VECTORS: readonly [string, string, string, Record<string, string>, string, string][] = [
  [
    'authorized shops',
    'e59af819cc',
    '/authorization/202309/shops',
    { app_key: '29a39d', timestamp: '1623812664' },
    '',
    'b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8',
  ],
  [
    'a path of one parameter',
    'app_secret',
    '/test-api',
    { foo: 'bar' },
    '',
    'd3cb7fe11ecae942802ceeca67e7cf10120cc12f1517d45fbc1c8cfe5413c80f',
  ],
  [
    'a body',
    'e59af819cc',
    '/event/202309/webhooks',
    { app_key: '68xu9ks5p4i8', shop_cipher: 'ROW_xkMbgAAAeVAQra0eZWebFQq5aIKt', timestamp: '1696909648' },
    '{"address":"https://partner.tiktokshop.com","event_type":"PACKAGE_UPDATE"}',
    'a75b9c8cd57140cab6dc95bf31c37bd6ffface74210768b6517c0ff81659b0ba',
  ],
  [
    'a page token with + and /',
    'e59af819cc',
    '/order/202309/orders/search',
    {
      app_key: '29a39d',
      page_size: '100',
      page_token: '6AsPQsUMvH3RkchNUPPh22NROHkE0D8pmq/N5M1kHYcZmtRyv9aVrNv65W7Q6tFA+7D1ud64MPNz5OaT',
      shop_cipher: SHOP,
      timestamp: '1623812664',
    },
    '{"order_status":"UNPAID"}',
    '6b55918cfea8c0a45c2e533b88a5d8c2c379f23ded442d71d9be1fa86d28f73e',
  ],
  [
    'a list of ids',
    'e59af819cc',
    '/order/202507/orders',
    {
      app_key: '29a39d',
      ids: '576461413038785752,576461413038785753',
      shop_cipher: SHOP,
      timestamp: '1623812664',
    },
    '',
    'aafec5193e65e35a859b9b151609f07fc494a08a9a6cef019fc4d35ad9ab2e96',
  ],
];

test.each(VECTORS)('signs %s as documented', (_name, secret, path, query, body, expected) => {
  expect(signRequest(secret, path, Object.entries(query), body)).toBe(expected);
});

test('neither the order of parameters nor sign and access_token change the signature', () => {
  const [, secret, path, query, body, expected] = VECTORS[3] ?? ['', '', '', {}, '', ''];
  const shuffled: [string, string][] = [
    ['sign', 'x'],
    ...Object.entries(query).reverse(),
    ['access_token', 'y'],
  ];
  expect(signRequest(secret, path, shuffled, body)).toBe(expected);
});
