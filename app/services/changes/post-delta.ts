import type { Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { Change } from '../../domain/changes/types.ts';
import type { RowKey } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { runPostPayments } from '../payments/post-payments.ts';
import { refuse } from '../replies.ts';
import { loadPostingContext } from '../shop-context.ts';
import { planDelta } from './plan-delta.ts';

/** Posts by how much a changed row differs from the booked one, as a job; a locked date gets the first open day. */
export async function startDelta(
  deps: Deps,
  ledgers: LedgerLinks,
  change: Change,
  shopId: Parameters<typeof loadPostingContext>[1],
  onPosted: () => Promise<void>,
): Promise<Reply<Output<'changes.settle'>>> {
  const context = await loadPostingContext(deps, shopId);
  if (!context.ok) return context;
  const planned = await planDelta(deps, ledgers, context.value, change);
  if (!planned.ok) return planned;
  const { delta, from, rowKey } = planned.value;
  const [blocker] = delta.blockers;
  if (blocker !== undefined) return refuse('BAD_INPUT', blocker);
  const post = async (job: JobContext) => {
    const settle = () =>
      runPostPayments(
        deps,
        ledgers,
        context.value,
        { dates: new Set([delta.settledOn]), lockedDates: 'firstOpenDay', row: rowKey },
        job,
      );
    return decided(deps, context.value.shop.shopId, { rowKey, from }, settle, onPosted);
  };
  return deps.jobs.start('payments.post', shopId, `post:${context.value.profile.ledgerId}`, post);
}

/**
 * The decision is kept before anything is planned: a row is booked as a difference only while the books say so. Where
 * nothing of it came into the outbox it is taken back, and the row is a question as before.
 */
async function decided<Value>(
  deps: Deps,
  shopId: Parameters<Deps['books']['settlements']['saveDecision']>[0],
  { rowKey, from }: { readonly rowKey: RowKey; readonly from: RowKey },
  settle: () => Promise<Reply<Value>>,
  onPosted: () => Promise<void>,
): Promise<Reply<Value>> {
  const { settlements } = deps.books;
  const load = async () => (await settlements.loadRowsByKey(shopId, [rowKey])).get(rowKey);
  const before = (await load())?.decision ?? null;
  await settlements.saveDecision(shopId, rowKey, { kind: 'bookDifference', from }, deps.clock.now());
  const settled = await settle();
  const after = await load();
  if (after?.bookedBy == null) await settlements.saveDecision(shopId, rowKey, before, deps.clock.now());
  else if (after.bookedState === 'posted') await onPosted();
  deps.changed(['undo', 'payments', 'orders', 'documents']);
  return settled;
}
