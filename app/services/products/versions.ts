import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { toShopId, toSkuId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import { loadMappingState, loadShopContext } from '../shop-context.ts';
import { toProductComponent } from './product-rows.ts';

/** Every mapping a SKU has had, newest first, with which of its items can still be used. */
export async function listVersions(
  deps: Deps,
  input: Input<'products.versions'>,
): Promise<Reply<Output<'products.versions'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { saved, items } = await loadMappingState(deps, context.value);
  const versions = saved.get(toSkuId(input.skuId)) ?? [];
  return done({
    versions: versions.toReversed().map(({ version, madeAt, validFrom, sellerSku, components }) => ({
      version,
      madeAt,
      validFrom,
      sellerSku,
      components: components.map((component) => ({
        ...toProductComponent(component, items),
        isActive: items.get(component.itemId)?.isActive ?? false,
      })),
    })),
  });
}
