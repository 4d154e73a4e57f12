import { toSkuId } from '../../domain/ids.ts';
import { type Currency, parseCurrency, parseMinor } from '../../domain/money.ts';
import type { BundlePart, ChannelSku } from '../../domain/orders.ts';
import type { WireBundlePart, WireProduct, WireSku } from './wire.ts';

/** A product as the search gives it, and its detail when that was read: the variants of the Product tab. Pure. */
export function toSkus(found: WireProduct, detail: WireProduct | null, shopCurrency: Currency): ChannelSku[] {
  const status = found.status || found.product_status || detail?.product_status || '';
  const details = new Map(detail?.skus.map((sku) => [sku.id, sku]));
  const listed = new Set(found.skus.map((sku) => sku.id));
  const extra = detail?.skus.filter((sku) => !listed.has(sku.id)) ?? [];
  return [...found.skus, ...extra].map((sku) => {
    const more = details.get(sku.id);
    const price = toPrice(more, shopCurrency) ?? toPrice(sku, shopCurrency);
    return {
      skuId: toSkuId(sku.id),
      productId: found.id,
      sellerSku: sku.seller_sku || more?.seller_sku || '',
      productName: found.title || detail?.title || '',
      variation: variationOf(more) || variationOf(sku),
      priceMinor: price?.minor ?? null,
      currency: price?.currency ?? shopCurrency,
      isActive: status === 'ACTIVATE' && (sku.status_info ?? more?.status_info)?.status !== 'DEACTIVATED',
      parts: toParts(more?.combined_skus ?? sku.combined_skus ?? []),
    };
  });
}

export function toParts(parts: readonly WireBundlePart[]): BundlePart[] {
  return parts.map((part) => ({
    skuId: toSkuId(part.sku_id),
    sellerSku: part.seller_sku,
    quantity: part.sku_count,
  }));
}

function variationOf(sku: WireSku | undefined): string {
  const values = sku?.sales_attributes?.map((attribute) => attribute.value_name) ?? [];
  return values.filter((value) => value !== '').join(', ');
}

/**
 * Display price before discounts. `sale_price` is it wherever it is given; the search gives local sellers only
 * `tax_exclusive_price`, which is then the display price in spite of its name (vendors/tiktok-shop.md §3.1).
 */
function toPrice(
  sku: WireSku | undefined,
  shopCurrency: Currency,
): { minor: number; currency: Currency } | null {
  if (!sku?.price) return null;
  const currency = parseCurrency(sku.price.currency) ?? shopCurrency;
  const minor = parseMinor(sku.price.sale_price || sku.price.tax_exclusive_price, currency);
  return minor.ok ? { minor: minor.value, currency } : null;
}
