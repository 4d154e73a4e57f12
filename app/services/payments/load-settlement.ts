import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { SettlementFileView } from '../../contract/settlements.ts';
import { type ShopId, toShopId } from '../../domain/ids.ts';
import { refuseIfBroken } from '../../domain/settlement/refuse-if-broken.ts';
import { summariseSettlement } from '../../domain/settlement/summarise.ts';
import type { SettlementFile, SettlementRefusal } from '../../domain/settlement/types.ts';
import type { StoredSettlement } from '../../ports/settlement-book.ts';
import type { Deps } from '../deps.ts';
import { letGo } from '../let-go.ts';
import { done, refuse, refuseUnknownShop } from '../replies.ts';
import { whyNotBeside } from '../statements/time-zones.ts';
import { findChanges } from './find-changes.ts';

/** Reads a file without storing anything. */
export async function inspectSettlement(
  deps: Deps,
  input: Input<'settlements.inspect'>,
): Promise<Reply<Output<'settlements.inspect'>>> {
  const read = await readContent(deps, input.contentBase64);
  return read.ok ? done(summariseSettlement(read.value.file)) : read;
}

/** The bytes are let go when this returns: they are larger than all that is made of them. */
async function readContent(
  deps: Deps,
  contentBase64: string,
): Promise<Reply<{ readonly file: SettlementFile; readonly sha256: string }>> {
  const bytes = deps.decodeBase64(contentBase64);
  if (!bytes) return refuse('BAD_INPUT', 'The file did not arrive whole. Choose it again.');
  const sha256 = deps.hashBytes(bytes);
  const read = await deps.readSettlement(bytes);
  letGo(bytes);
  return read.ok ? done({ file: read.value, sha256 }) : refuseFile(read.error);
}

/** Reads a file and stores file, rows, withdrawals and proofs at once, or nothing (design.md §4: a broken file is refused). */
export async function loadSettlement(
  deps: Deps,
  input: Input<'settlements.load'>,
): Promise<Reply<Output<'settlements.load'>>> {
  const shopId = toShopId(input.shopId);
  const shop = await deps.books.shops.load(shopId);
  if (!shop) return refuseUnknownShop();
  const read = await readContent(deps, input.contentBase64);
  if (!read.ok) return read;
  const { file, sha256 } = read.value;
  const broken = refuseIfBroken(file);
  if (broken) return refuseFile(broken);
  if (file.currency !== shop.currency) {
    return refuse(
      'FILE_REFUSED',
      `The file is in ${file.currency}, ${shop.name} settles in ${shop.currency}. It is another shop's file: choose the shop it belongs to.`,
    );
  }
  const why = whyNotBeside(
    { ...file, fileName: input.fileName },
    (await deps.books.settlements.list(shopId)).filter(
      ({ periodFrom, periodTo }) => periodFrom <= file.period.to && periodTo >= file.period.from,
    ),
  );
  if (why !== null) return refuse('FILE_REFUSED', why);
  const stored = await deps.books.settlements.loadRows(shopId, file.period);
  const changed = findChanges(file, stored);
  const outcome = await deps.books.settlements.saveSettlement(
    shopId,
    file,
    { fileName: input.fileName, sha256, settlementId: deps.randomId() },
    changed,
    deps.clock.now(),
  );
  deps.changed(['settlements', 'payments', 'orders']);
  const view = await findFile(deps, shopId, outcome.settlementId);
  if (!view) throw new Error('A file that was stored is in the list of files');
  return done({
    settlementId: outcome.settlementId,
    added: outcome.added,
    alreadyKnown: outcome.alreadyKnown,
    changed: outcome.changed.length,
    summary: summariseSettlement(file),
    file: view,
  });
}

/** Files that were loaded, newest period first. */
export async function listFiles(
  deps: Deps,
  { shopId }: Input<'settlements.list'>,
): Promise<Reply<Output<'settlements.list'>>> {
  const files = await deps.books.settlements.list(toShopId(shopId));
  return done({ files: files.map(toFileView) });
}

export async function getFile(
  deps: Deps,
  { shopId, settlementId }: Input<'settlements.get'>,
): Promise<Reply<Output<'settlements.get'>>> {
  const file = await findFile(deps, toShopId(shopId), settlementId);
  return file ? done({ file }) : refuse('NOT_FOUND', 'This file is not in the books.');
}

async function findFile(
  deps: Deps,
  shopId: ShopId,
  settlementId: string,
): Promise<SettlementFileView | null> {
  const files = await deps.books.settlements.list(shopId);
  const file = files.find((one) => one.settlementId === settlementId);
  return file ? toFileView(file) : null;
}

/** More problems than a person reads are counted. */
const shownProblems = 200;

function toFileView({ shopId: _, sha256: __, ...file }: StoredSettlement): SettlementFileView {
  const problems: SettlementFileView['problems'] = file.problems
    .slice(0, shownProblems)
    .map(({ row, column, message }) => ({ row, column, message }));
  const left = file.problems.length - problems.length;
  if (left > 0) problems.push({ row: null, column: null, message: `${left} more problems are not listed.` });
  return {
    ...file,
    otherRows: file.rowCount - file.orderRows - file.adjustmentRows,
    proofs: file.proofs.map((proof) => ({ ...proof })),
    problems,
  };
}

function refuseFile(refusal: SettlementRefusal): Reply<never> {
  return refuse('FILE_REFUSED', refusal.message, {
    code: refusal.code,
    problems: refusal.problems.slice(0, 200),
  });
}
