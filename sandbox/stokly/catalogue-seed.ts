import { createHash } from 'node:crypto';
import { CATALOGUE, type CatalogueSku } from '../company/catalogue.ts';

export interface Item {
  readonly itemId: string;
  readonly sku: string;
  readonly name: string;
  /** 0 simple, 1 kit. */
  readonly format: 0 | 1;
  /** 0 active, 1 deleted. */
  readonly status: 0 | 1;
  readonly barcodes: readonly string[];
  readonly onHand: number;
  readonly timeUpdated: string;
  readonly children: readonly { readonly itemId: string; readonly quantity: number }[];
}

export interface Customer {
  readonly customerId: string;
  readonly name: string;
  readonly barcode: string | null;
  /** 1 is active here, unlike items. */
  readonly status: 0 | 1;
  readonly email: string | null;
}

export interface Channel {
  readonly channelId: string;
  readonly name: string;
  readonly type: number;
  /** 2 is deleted. */
  readonly status: 0 | 2;
  readonly data: Readonly<Record<string, string>>;
}

export interface Location {
  readonly locationId: string;
  readonly name: string;
  readonly status: 0 | 1;
}

/** A UUID that depends on its name alone, so that every start has the same ids. */
export function namedUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Items that are no goods: what fees, shipping and adjustments are booked with. */
const SERVICES: readonly (readonly [string, string])[] = [
  ['TT-ADJUSTMENT', 'TikTok adjustment'],
  ['TT-ADS', 'TikTok GMV ads'],
  ['TT-FEES', 'TikTok fees'],
  ['TT-SHIPPING', 'TikTok shipping paid by customer'],
];

/** Goods the company sells elsewhere; they make the look-up a look-up. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['APR-LIN-NAT', 'Linen apron, natural'],
  ['BWL-SOUP-STONE', 'Soup bowl, stone'],
  ['CUSH-WOOL-45', 'Wool cushion 45 cm'],
  ['GFT-WRAP', 'Gift wrapping'],
  ['JUG-ENA-1L', 'Enamel jug 1 l'],
  ['NAP-LIN-4', 'Linen napkins, set of 4'],
  ['TRY-OAK-40', 'Oak tray 40 cm'],
  ['WDN-SPN-3', 'Wooden spoons, set of 3'],
];

export function seedItems(idSalt = ''): Item[] {
  const itemId = (code: string): string => namedUuid(`${idSalt}item/${code}`);
  const codes = new Map<string, string>();
  const goods: CatalogueSku[] = CATALOGUE.flatMap((product) => [...product.skus]);
  for (const sku of goods) if (sku.item !== null) codes.set(sku.sellerSku, sku.item.code);
  const fromGoods = goods.flatMap((sku, index): Item[] => {
    if (sku.item === null) return [];
    const kit = sku.item.kit === true;
    return [
      {
        itemId: itemId(sku.item.code),
        sku: sku.item.code,
        name: sku.item.name,
        format: kit ? 1 : 0,
        status: sku.item.deleted === true ? 1 : 0,
        barcodes: sku.barcode === undefined ? [] : [sku.barcode],
        onHand: kit ? 0 : 40 + ((index * 37) % 160),
        timeUpdated: '2026-09-14T08:00:00.000Z',
        children: kit
          ? (sku.parts ?? []).map((part) => ({
              itemId: itemId(codes.get(part.sellerSku) ?? part.sellerSku),
              quantity: part.count,
            }))
          : [],
      },
    ];
  });
  const simple = ([sku, name]: readonly [string, string]): Item => ({
    itemId: itemId(sku),
    sku,
    name,
    format: 0,
    status: 0,
    barcodes: [],
    onHand: 0,
    timeUpdated: '2026-08-01T08:00:00.000Z',
    children: [],
  });
  return [...fromGoods, ...SERVICES.map(simple), ...OTHERS.map(simple)];
}

export function seedCustomers(idSalt: string): Customer[] {
  const customer = (name: string, barcode: string | null, status: 0 | 1 = 1): Customer => ({
    customerId: namedUuid(`${idSalt}customer/${name}`),
    name,
    barcode,
    status,
    email: null,
  });
  return [
    customer('TikTok Shop UK', 'TIKTOK-GB'),
    customer('TikTok Shop Malaysia', 'TIKTOK-MY'),
    customer('Web shop customer', 'WEB'),
    customer('Hereford Market', null),
    customer('Old trade customer', 'TRADE-01', 0),
  ];
}

export function seedChannels(idSalt: string): Channel[] {
  const channel = (
    name: string,
    type: number,
    status: 0 | 2,
    data: Record<string, string> = {},
  ): Channel => ({
    channelId: namedUuid(`${idSalt}channel/${name}`),
    name,
    type,
    status,
    data,
  });
  return [
    channel('TikTok Shop UK', 0, 0),
    channel('TikTok Shop Malaysia', 0, 0),
    channel('Till', 0, 0),
    // The real list shows a channel's credentials (stokly.md §4.2): a client must not log them.
    channel('Web shop', 4, 0, {
      url: 'https://shop.harbour-and-pine.example',
      consumerKey: 'ck_not_for_logs',
      consumerSecret: 'cs_not_for_logs',
    }),
    channel('Old market stall', 0, 2),
  ];
}

export function seedLocations(idSalt: string): Location[] {
  const location = (name: string, status: 0 | 1): Location => ({
    locationId: namedUuid(`${idSalt}location/${name}`),
    name,
    status,
  });
  return [location('Main warehouse', 0), location('Shah Alam warehouse', 0), location('Old barn', 1)];
}

/** A7: the codes are the sandbox's own; of the real ones only 4 was ever seen. */
export const PAYMENT_METHODS: readonly { readonly paymentMethodId: number; readonly name: string }[] = [
  { paymentMethodId: 1, name: 'Cash' },
  { paymentMethodId: 4, name: 'Card' },
  { paymentMethodId: 7, name: 'Bank transfer' },
  { paymentMethodId: 21, name: 'TikTok clearing GBP' },
  { paymentMethodId: 22, name: 'TikTok clearing MYR' },
  { paymentMethodId: 29, name: 'TikTok fees' },
];
