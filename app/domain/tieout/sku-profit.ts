import type { BusinessDate } from '../dates.ts';
import type { OrderId, RowKey, SkuId } from '../ids.ts';
import { allocateMinor } from '../money.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { costOn, type ItemCost } from './item-costs.ts';

/** A line of an order with the stock items it stands for; null = nobody knows which. */
export interface ProfitLine {
  readonly skuId: SkuId;
  readonly sellerSku: string;
  readonly productName: string;
  readonly variation: string;
  readonly quantity: number;
  readonly goodsMinor: number;
  readonly components: readonly { readonly itemCode: string; readonly quantity: number }[] | null;
}

export interface ProfitOrder {
  readonly orderId: OrderId;
  readonly orderedOn: BusinessDate;
  readonly lines: readonly ProfitLine[];
}

/** Minor units, signs of the file: fees and refunds are negative. */
export interface SkuProfit {
  readonly skuId: SkuId;
  readonly sellerSku: string;
  readonly productName: string;
  readonly variation: string;
  readonly units: number;
  readonly saleMinor: number;
  readonly refundMinor: number;
  readonly feesMinor: number;
  /** ≤ 0, of the units; null when the cost of one of its items is not known. */
  readonly costMinor: number | null;
  /** Sale + refund + fees + cost; null without the cost. */
  readonly profitMinor: number | null;
  /** Item codes without a cost, or empty strings for what is not mapped. */
  readonly missing: readonly string[];
}

export interface SkuProfits {
  /** The largest sale first. */
  readonly skus: readonly SkuProfit[];
  /** Money of rows that belong to no order in the books: adjustments, ads. */
  readonly otherMinor: number;
  /** Σ (sale + refund + fees) of the SKUs + other = Σ settlement of the rows. */
  readonly settlementMinor: number;
}

interface Sums {
  readonly line: ProfitLine;
  units: number;
  saleMinor: number;
  refundMinor: number;
  feesMinor: number;
  costMinor: number;
  readonly missing: Set<string>;
}

/** The first row of each order: its goods left the shelf once, however many rows settle them. */
export function firstRows(rows: Iterable<SettlementRow>): ReadonlySet<RowKey> {
  const first = new Map<OrderId, SettlementRow>();
  for (const row of rows) {
    if (row.kind !== 'order' || row.relatedOrderId === null) continue;
    const known = first.get(row.relatedOrderId);
    if (
      !known ||
      row.settledOn < known.settledOn ||
      (row.settledOn === known.settledOn && row.key < known.key)
    )
      first.set(row.relatedOrderId, row);
  }
  return new Set([...first.values()].map(({ key }) => key));
}

/**
 * Profit by SKU of what was settled: sale, refund and fees of a row are shared over the lines of its order by their
 * goods (largest remainder, so nothing is lost); units and their cost count with the first row of the order, whether
 * or not refunded goods came back.
 */
export function planSkuProfit(
  rows: Iterable<SettlementRow>,
  orders: ReadonlyMap<OrderId, ProfitOrder>,
  costs: ReadonlyMap<string, readonly ItemCost[]>,
  first: ReadonlySet<RowKey>,
): SkuProfits {
  const skus = new Map<SkuId, Sums>();
  let otherMinor = 0;
  let settlementMinor = 0;
  for (const row of rows) {
    settlementMinor += row.settlementMinor;
    const order =
      row.kind === 'order' && row.relatedOrderId !== null ? orders.get(row.relatedOrderId) : undefined;
    if (!order || order.lines.length === 0) {
      otherMinor += row.settlementMinor;
      continue;
    }
    const weights = order.lines.map(({ goodsMinor }) => Math.max(0, goodsMinor));
    const [sale, refund, fees] = [row.saleMinor, row.refundMinor, row.feesMinor].map((minor) =>
      allocateMinor(minor, weights),
    );
    // What a row holds beside sale, refund and fees belongs to no product.
    otherMinor += row.settlementMinor - row.saleMinor - row.refundMinor - row.feesMinor;
    for (const [index, line] of order.lines.entries()) {
      const sums = sumsOf(skus, line);
      sums.saleMinor += sale?.[index] ?? 0;
      sums.refundMinor += refund?.[index] ?? 0;
      sums.feesMinor += fees?.[index] ?? 0;
      if (first.has(row.key)) addCost(sums, line, order.orderedOn, costs);
    }
  }
  const profits = [...skus.values()].map(toProfit);
  return {
    skus: profits.sort((a, b) => b.saleMinor - a.saleMinor || (a.skuId < b.skuId ? -1 : 1)),
    otherMinor,
    settlementMinor,
  };
}

function sumsOf(skus: Map<SkuId, Sums>, line: ProfitLine): Sums {
  const known = skus.get(line.skuId);
  if (known) return known;
  const sums = {
    line,
    units: 0,
    saleMinor: 0,
    refundMinor: 0,
    feesMinor: 0,
    costMinor: 0,
    missing: new Set<string>(),
  };
  skus.set(line.skuId, sums);
  return sums;
}

function addCost(
  sums: Sums,
  line: ProfitLine,
  on: BusinessDate,
  costs: ReadonlyMap<string, readonly ItemCost[]>,
): void {
  sums.units += line.quantity;
  if (line.components === null) sums.missing.add('');
  for (const { itemCode, quantity } of line.components ?? []) {
    const cost = costOn(costs.get(itemCode) ?? [], on);
    if (cost === null) sums.missing.add(itemCode);
    else sums.costMinor -= cost * quantity * line.quantity;
  }
}

function toProfit({ line, missing, costMinor, ...sums }: Sums): SkuProfit {
  const { skuId, sellerSku, productName, variation } = line;
  const isKnown = missing.size === 0;
  const earned = sums.saleMinor + sums.refundMinor + sums.feesMinor;
  return {
    skuId,
    sellerSku,
    productName,
    variation,
    ...sums,
    costMinor: isKnown ? costMinor : null,
    profitMinor: isKnown ? earned + costMinor : null,
    missing: [...missing].sort(),
  };
}
