import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { type BusinessDate, parseBusinessDate } from '../../domain/dates.ts';
import { type OrderId, toShopId } from '../../domain/ids.ts';
import { normaliseCode } from '../../domain/mapping.ts';
import { lineGoodsMinor } from '../../domain/orders.ts';
import { toCsvText } from '../../domain/spreadsheet-text.ts';
import { always, readCostTable, toCostTable } from '../../domain/tieout/item-costs.ts';
import { firstRows, type ProfitOrder, planSkuProfit } from '../../domain/tieout/sku-profit.ts';
import type { Deps } from '../deps.ts';
import { inBatches } from '../orders/selection.ts';
import { done, refuse } from '../replies.ts';
import { loadMappingState, loadShopContext, type ShopContext } from '../shop-context.ts';
import { isInRange, loadScopeRows, toRange } from './scope.ts';

const fileBounds = { rows: 100_000, columns: 60 };

export async function reportSkuProfit(
  deps: Deps,
  input: Input<'profit.bySku'>,
): Promise<Reply<Output<'profit.bySku'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { shop } = context.value;
  const all = await loadScopeRows(deps, { shopId: shop.shopId, from: null, to: null, settlementId: null });
  if (!all.ok) return all;
  const range = toRange(input);
  const rows = all.value.filter((row) => isInRange(row.settledOn, range));
  const orderIds = new Set(rows.flatMap((row) => (row.kind === 'order' ? (row.relatedOrderId ?? []) : [])));
  const costs = await deps.books.itemCosts.list(shop.shopId);
  const plan = planSkuProfit(
    rows,
    await loadProfitOrders(deps, context.value, [...orderIds]),
    Map.groupBy(costs, ({ itemCode }) => itemCode),
    firstRows(all.value),
  );
  return done({
    currency: shop.currency,
    ...plan,
    skus: plan.skus.map((sku) => ({ ...sku, missing: [...sku.missing] })),
    costs: costs.length,
  });
}

async function loadProfitOrders(
  deps: Deps,
  context: ShopContext,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, ProfitOrder>> {
  const { resolve, book } = await loadMappingState(deps, context);
  // Costs are kept under the code as the ledger writes it.
  const codes = new Map(book.items.map(({ itemId, code }) => [itemId, code]));
  const orders = new Map<OrderId, ProfitOrder>();
  for (const batch of inBatches([...orderIds])) {
    for (const { order } of await deps.books.orders.load(context.shop.shopId, batch)) {
      const lines = order.lines.map((line) => {
        const resolution = resolve(line, order.orderedOn);
        const { skuId, sellerSku, productName, variation, quantity } = line;
        const goodsMinor = line.isGift ? 0 : lineGoodsMinor(line);
        const components =
          'components' in resolution
            ? resolution.components.map((one) => ({
                itemCode: codes.get(one.itemId) ?? one.itemCode,
                quantity: one.quantity,
              }))
            : null;
        return { skuId, sellerSku, productName, variation, quantity, goodsMinor, components };
      });
      orders.set(order.orderId, { orderId: order.orderId, orderedOn: order.orderedOn, lines });
    }
  }
  return orders;
}

export async function exportCosts(
  deps: Deps,
  input: Input<'profit.costFile'>,
): Promise<Reply<Output<'profit.costFile'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const items = (await deps.books.ledgers.loadItems(profile.ledgerId)).filter(({ isActive }) => isActive);
  const costs = await deps.books.itemCosts.list(shop.shopId);
  return done({ text: toCsvText(toCostTable(items, costs, shop.currency)), items: items.length });
}

export async function loadCosts(
  deps: Deps,
  input: Input<'profit.loadCosts'>,
): Promise<Reply<Output<'profit.loadCosts'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const bytes = deps.decodeBase64(input.contentBase64);
  if (!bytes) return refuse('BAD_INPUT', 'The file did not arrive whole. Choose it again.');
  const table = await deps.readTable(bytes, fileBounds);
  if (!table.ok) return refuse('FILE_REFUSED', table.error);
  const items = await deps.books.ledgers.loadItems(profile.ledgerId);
  const read = readCostTable(table.value, items, shop.currency);
  if ('refusal' in read) return refuse('FILE_REFUSED', read.refusal);
  const { costs, problems } = read;
  if (problems.length > 0) {
    const [first] = problems;
    return refuse(
      'FILE_REFUSED',
      `Row ${first?.row}, ${first?.column}: ${first?.message} ${problems.length > 1 ? `${problems.length - 1} more lines are wrong. ` : ''}Nothing was kept.`,
      { problems: problems.slice(0, 100) },
    );
  }
  if (costs.length === 0) {
    return refuse('NOTHING_TO_DO', 'The file has no cost. Write them in the column “Cost”.');
  }
  await deps.books.itemCosts.save(shop.shopId, costs, deps.clock.now());
  deps.changed(['fees']);
  return done({ saved: costs.length });
}

export async function saveCost(
  deps: Deps,
  input: Input<'profit.saveCost'>,
): Promise<Reply<Output<'profit.saveCost'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const { shop, profile } = context.value;
  const wanted = normaliseCode(input.itemCode);
  const items = await deps.books.ledgers.loadItems(profile.ledgerId);
  const item = items.find(({ code }) => normaliseCode(code) === wanted);
  if (!item) return refuse('NOT_FOUND', `No stock item has the code “${input.itemCode}”.`);
  const from: BusinessDate | null = input.from === null ? always : parseBusinessDate(input.from);
  if (from === null) return refuse('BAD_INPUT', `${input.from} is not a date of the calendar.`);
  const cost = { itemCode: item.code, from, costMinor: input.costMinor };
  await deps.books.itemCosts.save(shop.shopId, [cost], deps.clock.now());
  deps.changed(['fees']);
  return done({ itemCode: item.code });
}
