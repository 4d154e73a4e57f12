import type { Random } from './random.ts';

/**
 * Ids look like the vendor's: digits only, too long for a JavaScript number, with the lengths and
 * prefixes seen in tiktok-shop.md §3.5.8. Order ids and adjustment ids grow with time, as the real ones do.
 */
export interface IdMaker {
  order(createdAt: number): string;
  lineItem(): string;
  parcel(): string;
  product(): string;
  sku(): string;
  transaction(): string;
  /** 19 digits; the upper half is the Unix second of creation, hence the leading 7 (settlement-exports.md §0.5). */
  snowflake(createdAt: number): string;
  /** Ads deductions, 19 digits from 35 on. */
  ads(): string;
  /** Withdrawals and payments, 19 digits from 34 on. */
  payment(): string;
  /** Cancellations and returns. */
  afterSale(): string;
  user(): string;
}

/** 2026-08-30 in Unix seconds: the point order ids are counted from. */
const ORDER_EPOCH = 1_788_000_000;

export function createIds(random: Random): IdMaker {
  const taken = new Set<string>();
  const unique = (make: () => string): string => {
    let id = make();
    while (taken.has(id)) id = make();
    taken.add(id);
    return id;
  };
  const prefixed = (prefix: string, length: number): string =>
    unique(() => prefix + random.digits(length - prefix.length));
  return {
    order: (createdAt) =>
      unique(() => `58${String(createdAt - ORDER_EPOCH).padStart(7, '0')}${random.digits(9)}`),
    lineItem: () => prefixed('57', 18),
    parcel: () => prefixed('115', 19),
    product: () => prefixed('1729', 19),
    sku: () => prefixed('1730', 19),
    transaction: () => prefixed('163', 19),
    snowflake: (createdAt) =>
      unique(() => ((BigInt(createdAt) << 32n) | BigInt(random.int(0, 0xffff_fffe))).toString()),
    ads: () => prefixed('35', 19),
    payment: () => prefixed('34', 19),
    afterSale: () => prefixed('403', 19),
    user: () => prefixed('74', 19),
  };
}
