import type { Header } from './find-header.ts';
import type { AmountGrid } from './place-fees.ts';

/** The money of one line, minor units, signs of the file. */
export interface LineMoney {
  readonly settlement: number;
  readonly revenue: number;
  readonly fees: number;
  readonly adjustment: number;
  /** Goods at list price, before the seller's discounts. */
  readonly list: number;
  readonly sale: number;
  readonly refund: number;
  readonly reserve: number;
}

/** Reads the money of a line from whichever columns the layout has. */
export interface MoneyReader {
  read(line: number): LineMoney;
  /** True when sale and refund have columns of their own, so that I2 can be checked. */
  readonly hasSaleAndRefund: boolean;
}

/**
 * SEA: `Total revenue`, `Total fees`, `Ajustment amount`. US: `Net sales` is the revenue, `Shipping` and `Fees`
 * together are the fees, sale and refund are each the gross amount and its seller discount
 * (vendors/settlement-exports.md §§4, 8). A sale that is not broken down counts by the sign of the revenue.
 */
export function readMoney(header: Header, grid: AmountGrid): MoneyReader {
  const at = (field: Parameters<Header['fields']['get']>[0]) => header.fields.get(field) ?? -1;
  const settlement = at('settlement');
  const adjustment = at('adjustment');
  const reserve = at('reserve');
  const revenue = header.isUs ? at('netSales') : at('revenue');
  const fees = header.isUs ? [at('usShipping'), at('usFees')] : [at('fees')];
  const list = header.isUs ? at('grossSales') : at('saleBefore');
  const sale = header.isUs ? [at('grossSales'), at('usDiscount')] : [at('saleAfter')];
  const refund = header.isUs ? [at('grossSalesRefund'), at('usDiscountRefund')] : [at('refundAfter')];
  const hasSaleAndRefund = [sale[0], refund[0]].every((column) => column !== undefined && column >= 0);
  const sum = (line: number, columns: readonly number[]) => {
    let total = 0;
    for (const column of columns) total += grid.amount(line, column);
    return total;
  };
  return {
    hasSaleAndRefund,
    read: (line) => {
      const revenueMinor = grid.amount(line, revenue);
      const saleMinor = hasSaleAndRefund ? sum(line, sale) : Math.max(revenueMinor, 0);
      return {
        settlement: grid.amount(line, settlement),
        revenue: revenueMinor,
        fees: sum(line, fees),
        adjustment: grid.amount(line, adjustment),
        list: hasSaleAndRefund && list >= 0 ? grid.amount(line, list) : saleMinor,
        sale: saleMinor,
        refund: hasSaleAndRefund ? sum(line, refund) : Math.min(revenueMinor, 0),
        reserve: grid.amount(line, reserve),
      };
    },
  };
}
