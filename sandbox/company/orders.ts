import type { Draft } from './drafts.ts';
import type { IdMaker } from './ids.ts';
import { type Minor, share, total } from './money.ts';
import type { Random } from './random.ts';
import type {
  OrderShipping,
  OrderStatus,
  OrderUnit,
  Product,
  SandboxOrder,
  SandboxShop,
  Sku,
} from './types.ts';

const HOUR = 3_600;
const DAY = 86_400;

/** How far along an order is; a stage includes all before it. */
const STAGE: Readonly<Record<OrderStatus, number>> = {
  UNPAID: 0,
  CANCELLED: 0,
  ON_HOLD: 1,
  AWAITING_SHIPMENT: 1,
  PARTIALLY_SHIPPING: 2,
  AWAITING_COLLECTION: 2,
  IN_TRANSIT: 3,
  DELIVERED: 4,
  COMPLETED: 5,
};

const TOWNS = {
  GB: [
    ['Hereford', 'Herefordshire'],
    ['Leeds', 'West Yorkshire'],
    ['Bristol', 'Bristol'],
    ['Dundee', 'Scotland'],
    ['Cardiff', 'Wales'],
  ],
  MY: [
    ['Shah Alam', 'Selangor'],
    ['George Town', 'Pulau Pinang'],
    ['Johor Bahru', 'Johor'],
    ['Kuching', 'Sarawak'],
  ],
} as const;

/** Turns drafts into orders with ids, prices, parcels and a history of instants. */
export function writeOrders(
  shop: SandboxShop,
  products: readonly Product[],
  drafts: readonly Draft[],
  ids: IdMaker,
  random: Random,
): { readonly order: SandboxOrder; readonly draft: Draft }[] {
  const skus = new Map(products.flatMap((product) => product.skus.map((sku) => [sku.sellerSku, sku])));
  return drafts.map((draft) => ({ draft, order: writeOrder(shop, skus, draft, ids, random) }));
}

function writeOrder(
  shop: SandboxShop,
  skus: ReadonlyMap<string, Sku>,
  draft: Draft,
  ids: IdMaker,
  random: Random,
): SandboxOrder {
  const stage = STAGE[draft.status];
  const created = draft.createdAt;
  const paidAt = draft.paid ? created + random.int(40, 600) : null;
  const rtsAt = stage >= 2 ? created + random.int(6 * HOUR, 20 * HOUR) : null;
  const collectedAt = stage >= 3 && rtsAt !== null ? rtsAt + random.int(2 * HOUR, 12 * HOUR) : null;
  const deliveredAt = stage >= 4 && collectedAt !== null ? collectedAt + random.int(DAY, 2 * DAY) : null;
  const cancelledAt = draft.status === 'CANCELLED' ? created + random.int(HOUR, 20 * HOUR) : null;
  const completedAt = stage >= 5 && deliveredAt !== null ? deliveredAt + 7 * DAY : null;
  const units = writeUnits(shop, skus, draft, ids, random);
  const parcels = new Set(units.map((unit) => unit.parcel).filter((parcel) => parcel !== null));
  const [city, region] = random.pick<readonly [string, string]>(TOWNS[shop.region]);
  return {
    id: ids.order(created),
    shopId: shop.id,
    status: draft.status,
    story: draft.story,
    createdAt: created,
    paidAt,
    rtsAt,
    collectedAt,
    deliveredAt,
    cancelledAt,
    updatedAt: completedAt ?? deliveredAt ?? collectedAt ?? cancelledAt ?? rtsAt ?? paidAt ?? created,
    units,
    shipping: writeShipping(shop, draft, units, random),
    sample: draft.story === 'sample',
    cancel: draft.status === 'CANCELLED' ? cancellation(draft, random) : null,
    packageIds: Array.from({ length: parcels.size }, () => ids.parcel()),
    buyer: {
      userId: ids.user(),
      initials:
        random.pick(['A', 'B', 'J', 'K', 'M', 'N', 'S', 'T']) + random.pick(['C', 'H', 'L', 'R', 'W']),
      city,
      region,
    },
  };
}

function cancellation(draft: Draft, random: Random): NonNullable<SandboxOrder['cancel']> {
  if (!draft.paid) return { initiator: 'SYSTEM', reason: 'Customer overdue to pay' };
  return random.chance(0.7)
    ? { initiator: 'BUYER', reason: 'No longer needed' }
    : { initiator: 'SELLER', reason: 'Out of stock' };
}

function writeUnits(
  shop: SandboxShop,
  skus: ReadonlyMap<string, Sku>,
  draft: Draft,
  ids: IdMaker,
  random: Random,
): OrderUnit[] {
  const stage = STAGE[draft.status];
  const sellerRate = discountRate(draft, random);
  const platformRate = draft.story === 'sample' || !random.chance(0.3) ? 0 : random.pick([200, 300, 500]);
  const units: OrderUnit[] = [];
  for (const line of draft.lines) {
    const sku = skus.get(line.sellerSku);
    if (sku === undefined) throw new Error(`no SKU ${line.sellerSku} in ${shop.name}`);
    for (let i = 0; i < line.units; i += 1) {
      const gift = line.gift === true;
      const original = gift ? 0 : sku.price;
      const sellerDiscount = share(original, sellerRate);
      const shipped = stage >= 2 && (draft.status !== 'PARTIALLY_SHIPPING' || units.length === 0);
      units.push({
        id: ids.lineItem(),
        sku,
        original,
        sellerDiscount,
        platformDiscount: share(original - sellerDiscount, platformRate),
        gift,
        cancelled: line.cancelled === true,
        parcel: shipped && line.cancelled !== true ? 0 : null,
      });
    }
  }
  return units;
}

/** Seller discount in basis points. A sample is given away in full. */
function discountRate(draft: Draft, random: Random): number {
  if (draft.story === 'sample') return 10_000;
  // The worked example of a part refund (accounting.md §3) has one, so this story always does.
  if (draft.story === 'part-refund') return 1_000;
  return random.chance(0.45) ? random.pick([500, 750, 1_000, 1_500]) : 0;
}

/** In the UK the buyer pays delivery below 20.00; in Malaysia the platform's voucher often pays it. */
function writeShipping(
  shop: SandboxShop,
  draft: Draft,
  units: readonly OrderUnit[],
  random: Random,
): OrderShipping {
  const original: Minor = shop.region === 'GB' ? random.pick([299, 349, 420]) : random.pick([490, 565, 780]);
  if (draft.story === 'sample' || draft.story === 'gift-only' || draft.story === 'zero-row') {
    return { original, sellerDiscount: 0, platformDiscount: original };
  }
  const goods = total(units.map((unit) => unit.original - unit.sellerDiscount));
  const buyerPays = shop.region === 'GB' ? goods < 2_000 && random.chance(0.6) : random.chance(0.25);
  if (buyerPays) return { original, sellerDiscount: 0, platformDiscount: 0 };
  const bySeller = random.chance(0.2) ? share(original, 5_000) : 0;
  return { original, sellerDiscount: bySeller, platformDiscount: original - bySeller };
}
