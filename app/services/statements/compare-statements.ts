import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { CompareStatementsResult } from '../../contract/statements.ts';
import type { BusinessDate } from '../../domain/dates.ts';
import { type RowKey, type ShopId, toShopId } from '../../domain/ids.ts';
import type { SettlementRow } from '../../domain/settlement/types.ts';
import { compareRows } from '../../domain/statements/compare-rows.ts';
import { statementLayout } from '../../domain/statements/to-settlement-table.ts';
import type { StatementRange } from '../../ports/channel.ts';
import type { StoredSettlement } from '../../ports/settlement-book.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { countingRows } from '../payments/counting-rows.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';
import { readStatementRange, readStatements } from './read-statements.ts';

/** As many differences as a person looks through; the count is of all of them. */
const mostListed = 500;

/** The statements of the API against the files in the books: what neither side could show alone. */
export async function compareStatements(deps: Deps, shops: ShopLinks, input: Input<'statements.compare'>) {
  const shopId = toShopId(input.shopId);
  const range = readStatementRange(input.from, input.to);
  if (!range.ok) return range;
  if (!(await deps.books.shops.load(shopId))) return refuseUnknownShop();
  return deps.jobs.start('statements.compare', shopId, `compare:${shopId}`, (job) =>
    compare(deps, shops, shopId, range.value, job),
  );
}

async function compare(
  deps: Deps,
  shops: ShopLinks,
  shopId: ShopId,
  range: StatementRange,
  job: JobContext,
): Promise<Reply<CompareStatementsResult>> {
  const files = (await deps.books.settlements.list(shopId)).filter(
    (file) => file.layout !== statementLayout && file.periodFrom <= range.to && file.periodTo >= range.from,
  );
  if (files.length === 0) {
    return refuse(
      'NOTHING_TO_DO',
      `No settlement file of ${range.from} to ${range.to} is in the books, so there is nothing to compare with. Load one first.`,
    );
  }
  const read = await readStatements(deps, shops, shopId, range, job);
  if (!read.ok) return read;
  const isCovered = (on: BusinessDate) => files.some((file) => file.periodFrom <= on && on <= file.periodTo);
  const api = [...read.value.file.rows];
  const { days, differences } = compareRows(
    api.filter((row) => isCovered(row.settledOn)),
    await loadFileRows(deps, shopId, range, files),
  );
  const uncovered = new Set(api.map((row) => row.settledOn).filter((on) => !isCovered(on)));
  const differing = days.filter((day) => day.differenceMinor !== 0).length;
  job.progress(
    days.length,
    days.length,
    differences.length === 0
      ? `${days.length} dates compared: API and files agree in every figure.`
      : `${days.length} dates compared: ${differences.length} rows differ, on ${differing} dates the sums too.`,
  );
  return done({
    currency: read.value.shop.currency,
    days: days.map((day) => ({ ...day })),
    differences: differences.slice(0, mostListed).map((one) => ({ ...one })),
    differenceCount: differences.length,
    uncovered: [...uncovered].sort(),
  });
}

/** Rows that a file shows; those that only the API has brought would be compared with themselves. */
async function loadFileRows(
  deps: Deps,
  shopId: ShopId,
  range: StatementRange,
  files: readonly StoredSettlement[],
): Promise<readonly SettlementRow[]> {
  const shown = new Set<RowKey>();
  for (const file of files) {
    const keys = await deps.books.settlements.loadKeysOfFile(shopId, file.settlementId);
    for (const key of keys ?? []) shown.add(key);
  }
  const stored = await deps.books.settlements.loadRows(shopId, range);
  return countingRows(stored).flatMap(({ row }) => (shown.has(row.key) ? [row] : []));
}
