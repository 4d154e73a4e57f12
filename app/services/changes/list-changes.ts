import type { Input, Output } from '../../contract/api.ts';
import type { ChangeView } from '../../contract/changes.ts';
import type { Reply } from '../../contract/errors.ts';
import type { Change } from '../../domain/changes/types.ts';
import type { ShopId } from '../../domain/ids.ts';
import { toShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { done } from '../replies.ts';
import { loadShopContext, type ShopContext } from '../shop-context.ts';
import { findDocumentChanges, findOrderChanges, findRowChanges } from './find-changes.ts';

/** Every difference with both values, by date; settled ones on demand. */
export async function listChanges(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'changes.list'>,
): Promise<Reply<Output<'changes.list'>>> {
  const context = await loadShopContext(deps, toShopId(input.shopId));
  if (!context.ok) return context;
  const found = await findChanges(deps, ledgers, context.value, input.withLedger);
  if (!found.ok) return found;
  const { shopId, currency } = context.value.shop;
  const answers = await deps.books.changes.loadAnswers(shopId);
  const closedIn = await loadClosedIn(deps, shopId);
  const views = found.value.changes.map((change): ChangeView => {
    const answer = answers.get(change.changeId);
    // A delta that was taken back again leaves the difference to be settled anew.
    const settled =
      answer === undefined || answer.action === 'postDelta'
        ? null
        : { action: answer.action, reason: answer.reason, at: answer.answeredAt };
    return { ...change, closeId: closedIn(change), settled };
  });
  const known = new Set(views.map(({ changeId }) => changeId));
  // What was settled and is no difference any more is told from the answer.
  for (const { change, action, reason, answeredAt } of input.withSettled ? answers.values() : []) {
    if (known.has(change.changeId)) continue;
    views.push({ ...change, closeId: closedIn(change), settled: { action, reason, at: answeredAt } });
  }
  const changes = views
    .filter((view) => input.withSettled || view.settled === null)
    .filter((view) => !input.onlyClosed || view.closeId !== null)
    .sort((a, b) => (a.on === b.on ? (a.changeId < b.changeId ? -1 : 1) : a.on < b.on ? -1 : 1));
  return done({ currency, changes, notAsked: found.value.notAsked });
}

export async function findChanges(
  deps: Deps,
  ledgers: LedgerLinks,
  context: ShopContext,
  withLedger: boolean,
): Promise<Reply<{ readonly changes: readonly Change[]; readonly notAsked: string | null }>> {
  const { ledgerId } = context.profile;
  const capabilities = await ledgers.capabilitiesOf(ledgerId);
  if (!capabilities.ok) return capabilities;
  const changes = [
    ...(await findRowChanges(deps, context)),
    ...(await findOrderChanges(deps, context, capabilities.value)),
  ];
  if (!withLedger) return done({ changes, notAsked: null });
  const opened = await ledgers.open(ledgerId);
  if (!opened.ok) return done({ changes, notAsked: opened.error.message });
  const documents = await findDocumentChanges(deps, context, opened.value.ledger);
  if (!documents.ok) return done({ changes, notAsked: documents.error.message });
  return done({ changes: [...changes, ...documents.value], notAsked: null });
}

async function loadClosedIn(deps: Deps, shopId: ShopId): Promise<(change: Change) => string | null> {
  const closes = (await deps.books.closes.list(shopId)).filter(({ reopened }) => reopened === null);
  return ({ on }) => closes.find(({ from, to }) => on >= from && on <= to)?.closeId ?? null;
}
