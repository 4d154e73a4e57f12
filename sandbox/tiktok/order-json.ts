import { type Minor, toApiMoney, total } from '../company/money.ts';
import type { OrderStatus, OrderUnit, SandboxOrder, SandboxShop } from '../company/types.ts';

/** Times that do not apply are left out, as live answers do; so are empty groups. */
type Json = Record<string, unknown>;

const COURIER = {
  GB: ['7000000000000000131', 'Royal Mail'],
  MY: ['7000000000000000277', 'J&T Express'],
} as const;

/**
 * An order as the Open API shows it (tiktok-shop.md §3.2). The search leaves out what bundles are made of;
 * only the detail endpoint tells (2024 note in the same section).
 */
export function orderJson(order: SandboxOrder, shop: SandboxShop, detail: boolean): Json {
  const [courierId, courier] = COURIER[shop.region];
  const shipped = order.rtsAt !== null;
  return {
    id: order.id,
    status: order.status,
    user_id: order.buyer.userId,
    order_type: 'NORMAL',
    commerce_platform: 'TIKTOK_SHOP',
    create_time: order.createdAt,
    update_time: order.updatedAt,
    ...present({
      paid_time: order.paidAt,
      rts_time: order.rtsAt,
      collection_time: order.collectedAt,
      delivery_time: order.deliveredAt,
      cancel_time: order.cancelledAt,
    }),
    ...(order.cancel === null
      ? {}
      : { cancel_reason: order.cancel.reason, cancellation_initiator: order.cancel.initiator }),
    is_cod: false,
    is_on_hold_order: shop.region === 'GB',
    is_sample_order: order.sample,
    is_replacement_order: false,
    is_buyer_request_cancel: false,
    has_updated_recipient_address: false,
    fulfillment_type: 'FULFILLMENT_BY_SELLER',
    shipping_type: 'TIKTOK',
    delivery_type: 'HOME_DELIVERY',
    delivery_option_name: 'Standard shipping',
    warehouse_id: shop.warehouseId,
    ...(shipped
      ? {
          shipping_provider: courier,
          shipping_provider_id: courierId,
          tracking_number: trackingNumber(order),
        }
      : {}),
    packages: order.packageIds.map((id) => ({ id })),
    buyer_email: `v1b${order.buyer.userId.slice(-9)}@scs.tiktokw.example`,
    buyer_message: '',
    payment_method_name: shop.region === 'GB' ? 'Card' : 'Online banking',
    payment: paymentJson(order, shop),
    ...(order.status === 'ON_HOLD' ? {} : { recipient_address: addressJson(order, shop) }),
    line_items: order.units.map((unit) => unitJson(unit, order, shop, detail)),
  };
}

function present(times: Readonly<Record<string, number | null>>): Json {
  return Object.fromEntries(Object.entries(times).filter(([, at]) => at !== null));
}

const trackingNumber = (order: SandboxOrder): string => `HP${order.id.slice(-10)}`;

const sum = (order: SandboxOrder, of: (unit: OrderUnit) => Minor): Minor => total(order.units.map(of));

function paymentJson(order: SandboxOrder, shop: SandboxShop): Json {
  const { original, sellerDiscount, platformDiscount } = order.shipping;
  const goods = sum(order, (unit) => unit.original);
  const bySeller = sum(order, (unit) => unit.sellerDiscount);
  const byPlatform = sum(order, (unit) => unit.platformDiscount);
  const shippingFee = original - sellerDiscount - platformDiscount;
  const subTotal = goods - bySeller - byPlatform;
  return {
    currency: shop.currency,
    original_total_product_price: toApiMoney(goods),
    seller_discount: toApiMoney(bySeller),
    platform_discount: toApiMoney(byPlatform),
    sub_total: toApiMoney(subTotal),
    original_shipping_fee: toApiMoney(original),
    shipping_fee_seller_discount: toApiMoney(sellerDiscount),
    shipping_fee_platform_discount: toApiMoney(platformDiscount),
    shipping_fee: toApiMoney(shippingFee),
    // Prices of local sellers include tax; the API shows no tax for them (§6).
    tax: '0',
    total_amount: toApiMoney(subTotal + shippingFee),
  };
}

function addressJson(order: SandboxOrder, shop: SandboxShop): Json {
  const [first = '*', last = '*'] = order.buyer.initials;
  return {
    name: `${first}*** ${last}****`,
    first_name: `${first}***`,
    last_name: `${last}****`,
    phone_number: shop.region === 'GB' ? '(+44)7*******42' : '(+60)1*******88',
    address_line1: '***',
    address_line2: '',
    address_line3: '',
    address_line4: '',
    address_detail: '***',
    full_address: `${shop.region === 'GB' ? 'United Kingdom' : 'Malaysia'}, ${order.buyer.region}, ${order.buyer.city}, ***`,
    postal_code: '***',
    region_code: shop.region,
    ...(shop.region === 'GB' ? { post_town: order.buyer.city } : {}),
    district_info: [
      {
        address_level: 'L0',
        address_level_name: 'Country',
        address_name: shop.region === 'GB' ? 'United Kingdom' : 'Malaysia',
        iso_code: shop.region,
      },
      { address_level: 'L1', address_level_name: 'Region', address_name: order.buyer.region },
      { address_level: 'L2', address_level_name: 'City', address_name: order.buyer.city },
    ],
  };
}

/** One unit is one line (§0.2 no. 6). */
function unitJson(unit: OrderUnit, order: SandboxOrder, shop: SandboxShop, detail: boolean): Json {
  const parcel = unit.parcel === null ? undefined : order.packageIds[unit.parcel];
  const [courierId, courier] = COURIER[shop.region];
  const cancelled = unit.cancelled || order.status === 'CANCELLED';
  return {
    id: unit.id,
    product_id: unit.sku.productId,
    product_name: unit.sku.productTitle,
    sku_id: unit.sku.id,
    sku_name: unit.sku.variant,
    sku_type: 'NORMAL',
    seller_sku: unit.sku.sellerSku,
    currency: shop.currency,
    original_price: toApiMoney(unit.original),
    seller_discount: toApiMoney(unit.sellerDiscount),
    platform_discount: toApiMoney(unit.platformDiscount),
    sale_price: toApiMoney(unit.original - unit.sellerDiscount - unit.platformDiscount),
    is_gift: unit.gift,
    ...(unit.gift ? { gift_retail_price: toApiMoney(unit.sku.price) } : {}),
    display_status: cancelled ? 'CANCELLED' : displayStatus(unit, order),
    ...(cancelled
      ? {
          cancel_reason: order.cancel?.reason ?? 'No longer needed',
          cancel_user: order.cancel?.initiator ?? 'BUYER',
        }
      : {}),
    ...(parcel === undefined
      ? {}
      : {
          package_id: parcel,
          package_status: packageStatus(order.status),
          tracking_number: trackingNumber(order),
          shipping_provider_id: courierId,
          shipping_provider_name: courier,
          ...present({ rts_time: order.rtsAt }),
        }),
    ...(detail && unit.sku.bundle.length > 0
      ? {
          combined_listing_skus: unit.sku.bundle.map((part) => ({
            product_id: part.sku.productId,
            sku_id: part.sku.id,
            seller_sku: part.sku.sellerSku,
            sku_count: part.count,
          })),
        }
      : {}),
  };
}

function displayStatus(unit: OrderUnit, order: SandboxOrder): OrderStatus {
  if (order.status === 'ON_HOLD') return 'AWAITING_SHIPMENT';
  if (order.status !== 'PARTIALLY_SHIPPING') return order.status;
  return unit.parcel === null ? 'AWAITING_SHIPMENT' : 'AWAITING_COLLECTION';
}

function packageStatus(status: OrderStatus): string {
  if (status === 'DELIVERED' || status === 'COMPLETED') return 'COMPLETED';
  return status === 'IN_TRANSIT' ? 'FULFILLING' : 'PROCESSING';
}

/** `GET /order/202407/orders/{id}/price_detail`: the same money once more, for the order and for each unit. */
export function priceDetailJson(order: SandboxOrder, shop: SandboxShop): Json {
  const { original, sellerDiscount, platformDiscount } = order.shipping;
  const block = (
    units: readonly OrderUnit[],
    shippingList: Minor,
    bySeller: Minor,
    byPlatform: Minor,
  ): Json => {
    const list = total(units.map((unit) => unit.original));
    const seller = total(units.map((unit) => unit.sellerDiscount));
    const platform = total(units.map((unit) => unit.platformDiscount));
    const goods = list - seller - platform;
    const shippingSale = shippingList - bySeller - byPlatform;
    return {
      currency: shop.currency,
      total: toApiMoney(list + shippingList),
      sku_list_price: toApiMoney(list),
      subtotal_deduction_seller: toApiMoney(seller),
      subtotal_deduction_platform: toApiMoney(platform),
      sku_sale_price: toApiMoney(goods),
      subtotal: toApiMoney(goods),
      subtotal_tax_amount: '0',
      shipping_list_price: toApiMoney(shippingList),
      shipping_fee_deduction_seller: toApiMoney(bySeller),
      shipping_fee_deduction_platform: toApiMoney(byPlatform),
      shipping_sale_price: toApiMoney(shippingSale),
      tax_amount: '0',
      payment: toApiMoney(goods + shippingSale),
    };
  };
  return {
    ...block(order.units, original, sellerDiscount, platformDiscount),
    line_items: order.units.map((unit) => ({ id: unit.id, ...block([unit], 0, 0, 0) })),
  };
}
