import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { toShopId, toSkuId } from '../../domain/ids.ts';
import { normaliseCode } from '../../domain/mapping.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import { loadMappingState, loadShopContext } from '../shop-context.ts';

/** The other SKUs a mapping may be meant for: exact sameness only, never likeness. */
export async function findAlike(
  deps: Deps,
  input: Input<'products.alike'>,
): Promise<Reply<Output<'products.alike'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { skus } = await loadMappingState(deps, context.value);
  const like = skus.get(toSkuId(input.skuId));
  if (!like)
    return refuse('NOT_FOUND', 'This product is not in the books any more. Fetch the products again.');
  const sellerSku = normaliseCode(like.sellerSku);
  const name = normaliseCode(like.productName);
  const variation = normaliseCode(like.variation);
  const others = [...skus.values()].filter((sku) => sku.skuId !== like.skuId);
  return done({
    sameSellerSku: others
      .filter((sku) => sellerSku !== '' && normaliseCode(sku.sellerSku) === sellerSku)
      .map((sku) => sku.skuId),
    sameName: others
      .filter((sku) => normaliseCode(sku.productName) === name && normaliseCode(sku.variation) === variation)
      .map((sku) => sku.skuId),
  });
}
