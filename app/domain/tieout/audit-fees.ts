import type { BusinessDate } from '../dates.ts';
import type { OrderId, RowKey } from '../ids.ts';
import type { SettlementRow } from '../settlement/types.ts';
import { chargedFees, entryOn, expectedFee, holds, type RateCardEntry } from './rate-card.ts';

/** A fee that is not what the rate card says. `differenceMinor` < 0: charged more than expected. */
export interface FeeOutlier {
  readonly rowKey: RowKey;
  readonly orderId: OrderId | null;
  readonly settledOn: BusinessDate;
  readonly name: string;
  readonly saleMinor: number;
  readonly chargedMinor: number;
  readonly expectedMinor: number;
  readonly differenceMinor: number;
  /** Exactly two, three … times what was expected. */
  readonly times: number | null;
}

/** Fees by name and month, for the table and the chart over time. Minor units, signs of the file. */
export interface FeeMonth {
  readonly month: string;
  readonly name: string;
  readonly amountMinor: number;
  readonly rows: number;
  /** Goods after seller discounts of the rows that carry the fee. */
  readonly saleMinor: number;
}

/** Every fee of a plain sale against the card, the largest difference first. */
export function auditFees(
  rows: Iterable<SettlementRow>,
  card: readonly RateCardEntry[],
): readonly FeeOutlier[] {
  const outliers: FeeOutlier[] = [];
  for (const fee of chargedFees(rows)) {
    const { row, name, amountMinor } = fee;
    const entry = entryOn(card, name, row.settledOn);
    if (entry === null || holds(entry.rule, fee)) continue;
    const expected = expectedFee(entry.rule, row.saleMinor);
    if (expected === null) continue;
    const times = expected !== 0 && amountMinor % expected === 0 ? amountMinor / expected : null;
    outliers.push({
      rowKey: row.key,
      orderId: row.relatedOrderId,
      settledOn: row.settledOn,
      name,
      saleMinor: row.saleMinor,
      chargedMinor: amountMinor,
      expectedMinor: expected,
      differenceMinor: amountMinor - expected,
      times: times !== null && times >= 2 ? times : null,
    });
  }
  return outliers.sort(
    (a, b) =>
      Math.abs(b.differenceMinor) - Math.abs(a.differenceMinor) ||
      (a.rowKey < b.rowKey ? -1 : a.rowKey > b.rowKey ? 1 : a.name < b.name ? -1 : 1),
  );
}

/** All fees of all rows, refunds included, by settled month and name. */
export function sumFeesByMonth(rows: Iterable<SettlementRow>): readonly FeeMonth[] {
  const months = new Map<string, FeeMonth>();
  for (const row of rows) {
    const month = row.settledOn.slice(0, 7);
    for (const { name, amountMinor } of row.fees) {
      const key = `${month} ${name}`;
      const before = months.get(key);
      months.set(key, {
        month,
        name,
        amountMinor: (before?.amountMinor ?? 0) + amountMinor,
        rows: (before?.rows ?? 0) + 1,
        saleMinor: (before?.saleMinor ?? 0) + row.saleMinor,
      });
    }
  }
  return [...months.values()].sort((a, b) =>
    a.month === b.month
      ? a.amountMinor - b.amountMinor || (a.name < b.name ? -1 : 1)
      : a.month < b.month
        ? -1
        : 1,
  );
}
