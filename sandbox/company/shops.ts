import { dayStart } from './calendar.ts';
import { CATALOGUE, type CatalogueSku } from './catalogue.ts';
import type { IdMaker } from './ids.ts';
import type { Random } from './random.ts';
import type { Product, SandboxShop, Sku } from './types.ts';

export const UK_SHOP: SandboxShop = {
  id: '7494049642642441621',
  name: 'Harbour & Pine',
  region: 'GB',
  currency: 'GBP',
  timeZone: 'Europe/London',
  cipher: 'GCP_h4rb0urAAAABx7pineUKq5mV2tQw',
  code: 'GBGBLCHPNE01',
  warehouseId: '7068517275539719942',
};

export const MALAYSIA_SHOP: SandboxShop = {
  id: '7495081530477218846',
  name: 'Harbour & Pine Malaysia',
  region: 'MY',
  currency: 'MYR',
  timeZone: 'Asia/Kuala_Lumpur',
  cipher: 'ROW_h4rb0urAAAABx7pineMYt8Lw1sZc',
  code: 'MYMYLCHPNE02',
  warehouseId: '7068517275539720511',
};

/** The products of one shop, with ids of their own; bundles point to the shop's own child SKUs. */
export function stockShop(shop: SandboxShop, ids: IdMaker, random: Random): readonly Product[] {
  const made = new Map<string, Sku>();
  const build = (entry: CatalogueSku, productId: string, productTitle: string): Sku => {
    const bundle = (entry.parts ?? []).map((part) => {
      const child = made.get(part.sellerSku);
      if (child === undefined) throw new Error(`a bundle must follow its part ${part.sellerSku}`);
      return { sku: child, count: part.count };
    });
    const sku: Sku = {
      id: ids.sku(),
      productId,
      productTitle,
      sellerSku: entry.sellerSku,
      variant: entry.variant,
      price: entry.price[shop.region],
      barcode: entry.barcode ?? null,
      weightGrams: entry.weightGrams,
      bundle,
    };
    made.set(entry.sellerSku, sku);
    return sku;
  };
  return CATALOGUE.map((product) => {
    const id = ids.product();
    const title = product.title[shop.region];
    const createdAt = dayStart(-random.int(60, 400)) + random.int(0, 80_000);
    return {
      id,
      title,
      status: title.includes('Retro') ? ('SELLER_DEACTIVATED' as const) : ('ACTIVATE' as const),
      createdAt,
      updatedAt: createdAt + random.int(1, 50) * 86_400,
      skus: product.skus.map((entry) => build(entry, id, title)),
    };
  });
}
