import { toApiMoney } from '../company/money.ts';
import type { Product, SandboxShop, Sku } from '../company/types.ts';
import {
  type ApiContext,
  bodyInt,
  bodyText,
  bodyTexts,
  inRange,
  paginate,
  pathParam,
  shopOf,
} from './context.ts';
import { ApiError, invalidParam } from './errors.ts';

const STATUSES = [
  'ALL',
  'DRAFT',
  'PENDING',
  'FAILED',
  'ACTIVATE',
  'SELLER_DEACTIVATED',
  'PLATFORM_DEACTIVATED',
  'FREEZE',
  'DELETED',
];

const isBundle = (sku: Sku): boolean => sku.bundle.length > 0;

/** `POST /product/202502/products/search` and its 202309 version */
export function searchProducts(context: ApiContext): unknown {
  const { shop, books } = shopOf(context);
  const status = bodyText(context, 'status') ?? 'ALL';
  if (!STATUSES.includes(status)) throw invalidParam('status is unknown');
  const sellerSkus = limited(bodyTexts(context, 'seller_skus'), 12019027, 'seller_skus');
  const skuIds = limited(bodyTexts(context, 'sku_ids'), 12019087, 'sku_ids');
  const created = [bodyInt(context, 'create_time_ge'), bodyInt(context, 'create_time_le')] as const;
  const updated = [bodyInt(context, 'update_time_ge'), bodyInt(context, 'update_time_le')] as const;
  const found = books.products.filter(
    (product) =>
      (status === 'ALL' || product.status === status) &&
      (sellerSkus === null || product.skus.some((sku) => sellerSkus.includes(sku.sellerSku))) &&
      (skuIds === null || product.skus.some((sku) => skuIds.includes(sku.id))) &&
      inRange(product.createdAt, ...created, true) &&
      inRange(product.updatedAt, ...updated, true),
  );
  const page = paginate(context, found, { max: 100 });
  return {
    products: page.rows.map((product) => ({
      id: product.id,
      title: product.title,
      status: product.status,
      create_time: product.createdAt,
      update_time: product.updatedAt,
      has_draft: false,
      is_not_for_sale: false,
      sales_regions: [shop.region],
      skus: product.skus.map((sku) => ({
        id: sku.id,
        seller_sku: sku.sellerSku,
        // For local sellers the display price is the tax-exclusive field here (§3.1).
        price: { currency: shop.currency, tax_exclusive_price: toApiMoney(sku.price) },
        inventory: inventory(shop),
        status_info: { status: 'NORMAL' },
      })),
    })),
    next_page_token: page.next,
    total_count: found.length,
  };
}

function limited(values: readonly string[] | null, code: number, name: string): readonly string[] | null {
  if (values !== null && values.length > 10) throw new ApiError(code, `${name} must not exceed 10`, 200);
  return values === null || values.length === 0 ? null : values;
}

/** `GET /product/202309/products/{product_id}` */
export function productDetail(context: ApiContext): unknown {
  const { shop, books } = shopOf(context);
  const id = pathParam(context, 'product_id');
  const product = books.products.find((candidate) => candidate.id === id);
  if (product === undefined) throw new ApiError(12052032, 'The product does not exist.', 200);
  return productJson(product, books.products, shop);
}

function productJson(product: Product, all: readonly Product[], shop: SandboxShop): unknown {
  const partOfBundle = all.some((other) =>
    other.skus.some((sku) => sku.bundle.some((part) => part.sku.productId === product.id)),
  );
  const types = [
    ...(product.skus.some(isBundle) ? ['COMBINED_PRODUCT'] : []),
    ...(partOfBundle ? ['IN_COMBINED_PRODUCT'] : []),
  ];
  return {
    id: product.id,
    title: product.title,
    description: `<p>${product.title}</p>`,
    status: product.status,
    create_time: product.createdAt,
    update_time: product.updatedAt,
    has_draft: false,
    is_cod_allowed: false,
    is_not_for_sale: false,
    product_types: types,
    skus: product.skus.map((sku) => ({
      id: sku.id,
      seller_sku: sku.sellerSku,
      price: {
        currency: shop.currency,
        sale_price: toApiMoney(sku.price),
        tax_exclusive_price: toApiMoney(sku.price),
      },
      inventory: inventory(shop),
      sales_attributes: [
        { id: '100000', name: 'Style', value_id: sku.id.slice(-6), value_name: sku.variant },
      ],
      ...(sku.barcode === null ? {} : { identifier_code: { code: sku.barcode, type: 'EAN' } }),
      ...(isBundle(sku)
        ? {
            combined_skus: sku.bundle.map((part) => ({
              product_id: part.sku.productId,
              sku_id: part.sku.id,
              sku_count: part.count,
              seller_sku: part.sku.sellerSku,
              title: part.sku.productTitle,
              price: { currency: shop.currency, sale_price: toApiMoney(part.sku.price) },
            })),
          }
        : {}),
      status_info: { status: 'NORMAL' },
    })),
  };
}

const inventory = (shop: SandboxShop): unknown => [{ warehouse_id: shop.warehouseId, quantity: 120 }];
