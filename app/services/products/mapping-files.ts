import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { mostMappings } from '../../contract/products.ts';
import { toShopId } from '../../domain/ids.ts';
import { versionFor } from '../../domain/mapping.ts';
import { type FileProduct, readMappingTable, toMappingTable } from '../../domain/mapping-file.ts';
import { toCsvText } from '../../domain/spreadsheet-text.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import { loadMappingState, loadShopContext, type MappingState } from '../shop-context.ts';
import { toProductComponent } from './product-rows.ts';

/** Several lines a product; titles and other columns of a person's own included. */
const fileBounds = { rows: 100_000, columns: 60 };

/** Every product with what it stands for, as CSV text. */
export async function exportMappings(
  deps: Deps,
  input: Input<'products.exportMappings'>,
): Promise<Reply<Output<'products.exportMappings'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const products = toFileProducts(await loadMappingState(deps, context.value));
  return done({ text: toCsvText(toMappingTable(products)), products: products.length });
}

/** What a file of mappings would change. Nothing is stored: the answer becomes edited rows on the screen. */
export async function readMappings(
  deps: Deps,
  input: Input<'products.readMappings'>,
): Promise<Reply<Output<'products.readMappings'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const bytes = deps.decodeBase64(input.contentBase64);
  if (!bytes) return refuse('BAD_INPUT', 'The file did not arrive whole. Choose it again.');
  const table = await deps.readTable(bytes, fileBounds);
  if (!table.ok) return refuse('FILE_REFUSED', table.error);
  const state = await loadMappingState(deps, context.value);
  const plan = readMappingTable(table.value, toFileProducts(state), state.book.items);
  if ('refusal' in plan) return refuse('FILE_REFUSED', plan.refusal);
  if (plan.changes.length > mostMappings) {
    return refuse(
      'FILE_REFUSED',
      `The file changes ${plan.changes.length} products; ${mostMappings} can be posted at once. Cut it into smaller files.`,
    );
  }
  return done({
    ...plan,
    changes: plan.changes.map(({ skuId, components, validFrom }) => ({
      skuId,
      components: components.map((component) => toProductComponent(component, state.items)),
      validFrom,
    })),
    problems: [...plan.problems],
  });
}

/** What each product stands for in an order still to come, also where an item is no longer active. */
function toFileProducts({ skus, resolve, saved }: MappingState): FileProduct[] {
  return [...skus.values()].map((sku) => {
    const { skuId, sellerSku, productName, variation } = sku;
    const version = versionFor(saved.get(skuId) ?? [], null);
    const isSaved = version !== null && version.components.length > 0;
    const resolution = resolve(sku, null);
    const components = 'components' in resolution ? resolution.components : [];
    const inactive = 'inactive' in resolution ? resolution.inactive : [];
    return {
      skuId,
      sellerSku,
      productName,
      variation,
      components: isSaved ? version.components : [...components, ...inactive],
      validFrom: isSaved ? version.validFrom : null,
    };
  });
}
