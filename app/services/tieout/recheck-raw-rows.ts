import type { Output } from '../../contract/api.ts';
import type { ShopId } from '../../domain/ids.ts';
import { sumMinor } from '../../domain/money.ts';
import { createRowRecheck, type RowRecheck } from '../../domain/settlement/recheck-row.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import type { Deps } from '../deps.ts';

type Checks = Output<'tieout.bridge'>['checks'];

/** How many raw rows are read at once. */
const chunk = 2_000;

/** The bridge's rows once more: do their parts add up, and do they say what the cells of their file say? */
export async function recheckRawRows(
  deps: Deps,
  shopId: ShopId,
  rows: readonly SettlementRow[],
): Promise<Checks> {
  const broken = rows.filter(
    (row) =>
      row.settlementMinor !== row.revenueMinor + row.feesMinor + row.adjustmentMinor ||
      row.feesMinor !== sumMinor(row.fees.map((fee) => fee.amountMinor)) ||
      row.revenueMinor !== row.saleMinor + row.refundMinor,
  );
  const rechecks = new Map<string, RowRecheck | null>();
  let checked = 0;
  let failed = 0;
  for (let start = 0; start < rows.length; start += chunk) {
    const some = rows.slice(start, start + chunk);
    const raw = await deps.books.settlements.loadRawRows(
      shopId,
      some.map((row) => row.key),
    );
    for (const row of some) {
      const cells = raw.get(row.key);
      if (!cells) {
        failed += 1;
        checked += 1;
        continue;
      }
      let recheck = rechecks.get(cells.settlementId);
      if (recheck === undefined) {
        recheck = createRowRecheck(cells.headers, row.currency);
        rechecks.set(cells.settlementId, recheck);
      }
      const agrees = recheck ? recheck(row, cells.cells) : null;
      if (agrees === null) continue;
      checked += 1;
      if (!agrees) failed += 1;
    }
  }
  return [
    {
      id: 'foot',
      title: 'Each row: settlement = revenue + fees + adjustment, fees by name, sale + refund',
      checked: rows.length,
      failed: broken.length,
    },
    { id: 'raw', title: 'Each row: as it stands in its file', checked, failed },
  ];
}
