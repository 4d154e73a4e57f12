import type { Reply } from '../../contract/errors.ts';
import { type BusinessDate, parseBusinessDate } from '../../domain/dates.ts';
import type { ShopId } from '../../domain/ids.ts';
import { refuseIfBroken } from '../../domain/settlement/refuse-if-broken.ts';
import type { SettlementFile } from '../../domain/settlement/types.ts';
import { statementLayout, toSettlementTable } from '../../domain/statements/to-settlement-table.ts';
import type { StatementRange } from '../../ports/channel.ts';
import type { LinkedShop } from '../../ports/link-books.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { done, refuse, refuseChannel, refuseUnknownShop } from '../replies.ts';

/** A quarter: each date is a statement of its own, with a call for every hundred transactions. */
const mostDays = 100;

export function readStatementRange(from: string, to: string): Reply<StatementRange> {
  const first = parseBusinessDate(from);
  const last = parseBusinessDate(to);
  if (first === null || last === null || first > last) {
    return refuse('BAD_INPUT', 'The dates are not in order. Choose a first and a last date.');
  }
  if (daysBetween(first, last) >= mostDays) {
    return refuse('BAD_INPUT', `At most ${mostDays} dates are fetched at once. Choose a shorter period.`);
  }
  return done({ from: first, to: last });
}

function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

export interface StatementFile {
  readonly shop: LinkedShop;
  readonly file: SettlementFile;
  /** What was read, as bytes: its hash is the source's. */
  readonly bytes: Uint8Array;
  readonly statements: number;
}

/**
 * The statements of settled dates as a settlement file, read and proved by the same reader as one. Refuses with
 * NOT_SUPPORTED where the shop has not granted its finances.
 */
export async function readStatements(
  deps: Deps,
  shops: ShopLinks,
  shopId: ShopId,
  range: StatementRange,
  job: JobContext,
): Promise<Reply<StatementFile>> {
  const shop = await deps.books.shops.load(shopId);
  if (!shop) return refuseUnknownShop();
  const opened = await shops.open(shopId);
  if (!opened.ok) return opened;
  const tell = (count: number, total: number | null) =>
    job.progress(count, total, `Fetching statements of ${shop.name}, ${range.from} to ${range.to}`);
  tell(0, null);
  const fetched = await opened.value.api.fetchStatements(range, { cancel: job.cancel, onProgress: tell });
  if (!fetched.ok) {
    return fetched.error.kind === 'scope'
      ? refuse('NOT_SUPPORTED', fetched.error.message)
      : refuseChannel(fetched.error);
  }
  const statements = fetched.value;
  const other = statements.find((statement) => statement.currency !== shop.currency);
  if (other) {
    return refuse(
      'CHANNEL_REFUSED',
      `The statement of ${other.settledOn} is in ${other.currency}, ${shop.name} settles in ${shop.currency}. It was not used.`,
    );
  }
  if (statements.every((statement) => statement.transactions.length === 0)) {
    return refuse('NOTHING_TO_DO', `There is no statement of ${range.from} to ${range.to} yet.`);
  }
  const bytes = toSettlementTable(statements, shop.currency);
  const read = await deps.readSettlement(bytes);
  if (!read.ok) return refuse('CHANNEL_REFUSED', `The statements were not used. ${read.error.message}`);
  const file: SettlementFile = { ...read.value, layout: statementLayout, timeZone: 'UTC' };
  const broken = refuseIfBroken(file);
  if (broken) {
    const rows = broken.problems.slice(0, 3).map((problem) => problem.message);
    return refuse(
      'CHANNEL_REFUSED',
      `The statements do not add up by themselves, so nothing of them was used. Load the settlement file of Seller Center instead. ${rows.join(' ')}`.trim(),
    );
  }
  return done({ shop, file, bytes, statements: statements.length });
}
