import type { SkuProfitView } from '../../app/contract/profit.ts';
import { plural } from '../widgets/format.ts';

/** What keeps a SKU from having a profit. */
export function missingWords(missing: readonly string[]): string {
  if (missing.includes('')) return 'Not mapped';
  const [first] = missing;
  return missing.length === 1 && first !== undefined
    ? `No cost of ${first}`
    : `No cost of ${plural(missing.length, 'item')}`;
}

/** Profit as a share of goods less refunds, with one decimal; empty where there is none. */
export function marginOf({ profitMinor, saleMinor, refundMinor }: SkuProfitView): string {
  const base = saleMinor + refundMinor;
  if (profitMinor === null || base <= 0) return '';
  return `${((profitMinor * 100) / base).toFixed(1)} %`;
}
