import type { z } from 'zod';
import type { Input } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { FetchStatementsResult } from '../../contract/statements.ts';
import { type ShopId, toShopId } from '../../domain/ids.ts';
import type { StatementRange } from '../../ports/channel.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { ShopLinks } from '../link/link-shops.ts';
import { findChanges } from '../payments/find-changes.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';
import { readStatementRange, readStatements } from './read-statements.ts';
import { whyNotBeside } from './time-zones.ts';

/** Statements of the API stored like a file: rows known from one are counted, and the other way round. */
export async function fetchStatements(deps: Deps, shops: ShopLinks, input: Input<'statements.fetch'>) {
  const shopId = toShopId(input.shopId);
  const range = readStatementRange(input.from, input.to);
  if (!range.ok) return range;
  if (!(await deps.books.shops.load(shopId))) return refuseUnknownShop();
  return deps.jobs.start('statements.fetch', shopId, `settlement:${shopId}`, (job) =>
    storeStatements(deps, shops, shopId, range.value, job),
  );
}

async function storeStatements(
  deps: Deps,
  shops: ShopLinks,
  shopId: ShopId,
  range: StatementRange,
  job: JobContext,
): Promise<Reply<z.infer<typeof FetchStatementsResult>>> {
  const read = await readStatements(deps, shops, shopId, range, job);
  if (!read.ok) return read;
  const { file, bytes, statements } = read.value;
  const fileName = `Statements ${file.period.from} to ${file.period.to}`;
  const why = whyNotBeside({ ...file, fileName }, await deps.books.settlements.list(shopId));
  if (why !== null) return refuse('NOT_SUPPORTED', why);
  const stored = await deps.books.settlements.loadRows(shopId, file.period);
  const outcome = await deps.books.settlements.saveSettlement(
    shopId,
    file,
    { fileName, sha256: deps.hashBytes(bytes), settlementId: deps.randomId() },
    findChanges(file, stored),
    deps.clock.now(),
  );
  deps.changed(['settlements', 'payments', 'orders']);
  const { settlementId, added, alreadyKnown } = outcome;
  const changed = outcome.changed.length;
  job.progress(
    statements,
    statements,
    `${file.rows.length} rows of ${statements} statements: ${added} new, ${alreadyKnown} already known, ${changed} changed.`,
  );
  return done({ settlementId, statements, rows: file.rows.length, added, alreadyKnown, changed });
}
