/** Literal JSON of orders as the API sends them, for tests. Money is text; every line is one unit. */
export interface UnitJson {
  readonly [field: string]: unknown;
}

export function unitJson(fields: UnitJson = {}): UnitJson {
  return {
    id: '577086512123755123',
    product_id: '1729592969712207008',
    product_name: 'Enamel mug',
    sku_id: '1729592969712207013',
    sku_name: 'Blue',
    seller_sku: 'MUG-BLUE',
    currency: 'GBP',
    original_price: '10.00',
    sale_price: '8.50',
    seller_discount: '1.00',
    platform_discount: '0.50',
    is_gift: false,
    display_status: 'DELIVERED',
    ...fields,
  };
}

export interface OrderJson {
  readonly id?: string;
  readonly line_items?: readonly UnitJson[];
  readonly payment?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** An order of two mugs: 20.00, less 2.00 of the seller, less 1.00 of TikTok. */
export function orderJson(fields: OrderJson = {}): Record<string, unknown> {
  const { payment, ...rest } = fields;
  return {
    id: '583006413038785752',
    status: 'DELIVERED',
    create_time: 1_791_068_400,
    paid_time: 1_791_068_460,
    update_time: 1_791_300_000,
    delivery_time: 1_791_290_000,
    is_sample_order: false,
    payment: {
      currency: 'GBP',
      original_total_product_price: '20.00',
      seller_discount: '2.00',
      platform_discount: '1.00',
      sub_total: '17.00',
      shipping_fee: '3.99',
      tax: '0',
      total_amount: '20.99',
      ...payment,
    },
    recipient_address: {
      name: 'J*** S****',
      address_line1: '1 Quay ***',
      address_line2: ' ',
      postal_code: 'BS1 ***',
      region_code: 'GB',
      post_town: 'Bristol',
      district_info: [
        { address_level: 'L0', address_level_name: 'Country', address_name: 'United Kingdom' },
        { address_level: 'L1', address_level_name: 'Region', address_name: 'England' },
      ],
    },
    line_items: [unitJson(), unitJson({ id: '577086512123755124' })],
    ...rest,
  };
}
