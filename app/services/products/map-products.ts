import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { type SkuId, toItemId, toShopId, toSkuId } from '../../domain/ids.ts';
import type { MappedComponent } from '../../domain/mapping.ts';
import { measureImpact } from '../../domain/mapping-impact.ts';
import type { NewMapping } from '../../ports/product-book.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';
import { loadMappingState, loadShopContext, type MappingState, type ShopContext } from '../shop-context.ts';

type MapInput = Input<'products.map'>;

/** As many orders as a person looks through; the counts are of all of them. */
const mostListed = 500;

interface Request {
  readonly context: ShopContext;
  readonly state: MappingState;
  /** Those that say something new. */
  readonly mappings: readonly NewMapping[];
}

/** What posting the mappings would do to orders, without doing it. */
export async function previewMappings(
  deps: Deps,
  input: MapInput,
): Promise<Reply<Output<'products.impact'>>> {
  const request = await readRequest(deps, input);
  return request.ok ? done(await measure(deps, request.value)) : request;
}

/** Remembers mappings; the item codes and names are read from the books, never taken from the caller. */
export async function mapProducts(deps: Deps, input: MapInput): Promise<Reply<Output<'products.map'>>> {
  const request = await readRequest(deps, input);
  if (!request.ok) return request;
  const { context, mappings } = request.value;
  const { changes } = await measure(deps, request.value);
  if (mappings.length > 0) {
    await deps.books.products.saveMappings(context.shop.shopId, mappings, deps.clock.now());
    deps.changed(['products', 'orders', 'payments']);
  }
  return done({
    saved: mappings.length,
    unchanged: input.mappings.length - mappings.length,
    openOrders: changes.orders,
    openGoodsMinor: changes.goodsMinor,
  });
}

async function measure(deps: Deps, request: Request): Promise<Output<'products.impact'>> {
  const { context, state, mappings } = request;
  const reach = [...new Set(mappings.flatMap(({ skuId }) => [skuId, ...bundlesOf(skuId, state)]))];
  const orders = await deps.books.products.loadAffectedOrders(context.shop.shopId, reach);
  const { listed, ...impact } = measureImpact({ ...state.book, skus: state.skus }, mappings, orders);
  return {
    currency: context.shop.currency,
    ...impact,
    orders: listed.slice(0, mostListed).map(({ orderId, orderedOn, status, goodsMinor, standing }) => ({
      orderId,
      orderedOn,
      status,
      goodsMinor,
      standing,
    })),
  };
}

/** Virtual bundles that contain the SKU: their orders name the bundle, not its parts. */
function bundlesOf(skuId: SkuId, { skus }: MappingState): SkuId[] {
  const bundles = bundlesByPart.get(skus) ?? new Map<SkuId, SkuId[]>();
  if (!bundlesByPart.has(skus)) {
    for (const sku of skus.values()) {
      for (const part of sku.parts) bundles.set(part.skuId, [...(bundles.get(part.skuId) ?? []), sku.skuId]);
    }
    bundlesByPart.set(skus, bundles);
  }
  return bundles.get(skuId) ?? [];
}

const bundlesByPart = new WeakMap<MappingState['skus'], Map<SkuId, SkuId[]>>();

/** All or nothing: one SKU or item that cannot be mapped refuses the whole request, by name. */
async function readRequest(deps: Deps, input: MapInput): Promise<Reply<Request>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const state = await loadMappingState(deps, context.value);
  const drafts = readDrafts(state, input.mappings);
  if (!drafts.ok) return drafts;
  const mappings = drafts.value.filter((wanted) => !standsAlready(wanted, state));
  return done({ context: context.value, state, mappings });
}

/** Mappings as they were asked for, with the codes and names of the books. */
export function readDrafts(state: MappingState, asked: MapInput['mappings']): Reply<readonly NewMapping[]> {
  const mappings: NewMapping[] = [];
  const seen = new Set<string>();
  for (const mapping of asked) {
    const sku = state.skus.get(toSkuId(mapping.skuId));
    if (!sku)
      return refuse('NOT_FOUND', `SKU ${mapping.skuId} is not in the books. Fetch the products again.`);
    if (seen.has(mapping.skuId)) {
      return refuse('BAD_INPUT', `${sku.productName} is named twice. Map it once.`);
    }
    seen.add(mapping.skuId);
    const validFrom = mapping.validFrom === null ? null : parseBusinessDate(mapping.validFrom);
    if (validFrom === null && mapping.validFrom !== null) {
      return refuse('BAD_INPUT', `${mapping.validFrom} is not a date of the calendar. Choose another one.`);
    }
    const components: MappedComponent[] = [];
    for (const { itemId, quantity } of mapping.components) {
      const item = state.items.get(toItemId(itemId));
      if (!item?.isActive) {
        return refuse(
          'NOT_FOUND',
          `The chosen stock item for ${sku.productName} is not active. Choose another one.`,
        );
      }
      components.push({ itemId: item.itemId, itemCode: item.code, itemName: item.name, quantity });
    }
    mappings.push({ skuId: sku.skuId, sellerSku: sku.sellerSku, components, validFrom });
  }
  return done(mappings);
}

/** The newest version says the same: another one would only make the history longer. */
function standsAlready(wanted: NewMapping, { saved }: MappingState): boolean {
  const newest = saved.get(wanted.skuId)?.at(-1);
  if (!newest) return wanted.components.length === 0;
  return (
    newest.sellerSku === wanted.sellerSku &&
    newest.validFrom === wanted.validFrom &&
    newest.components.length === wanted.components.length &&
    newest.components.every((component, index) => {
      const other = wanted.components[index];
      return other?.itemId === component.itemId && other.quantity === component.quantity;
    })
  );
}
