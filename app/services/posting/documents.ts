import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { toShopId } from '../../domain/ids.ts';
import { type PostingState, postingStates } from '../../domain/posting-states.ts';
import type { OutboxFilter } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { toDocumentView } from '../payments/day-documents.ts';
import { done, refuseLedger } from '../replies.ts';
import { loadShopContext } from '../shop-context.ts';
import { finishRemovals } from '../undo/finish-removals.ts';
import { resolveUnknown } from './resolve-unknown.ts';

export async function listDocuments(
  deps: Deps,
  input: Input<'documents.list'>,
): Promise<Reply<Output<'documents.list'>>> {
  const asked = input.states ?? [...postingStates];
  const states = asked.filter((state): state is PostingState =>
    postingStates.some((known) => known === state),
  );
  const shopId = toShopId(input.shopId);
  const filter: OutboxFilter = { shopId, states, removing: input.states?.includes('removing') ?? false };
  const documents = await deps.books.outbox.list(filter, input);
  return done({ documents: documents.map(toDocumentView), total: await deps.books.outbox.count(filter) });
}

/** Asks the ledger for everything that was sent without a clear answer, as a job. */
export async function resolveDocuments(
  deps: Deps,
  ledgers: LedgerLinks,
  { shopId: id, accepted }: Input<'documents.resolve'>,
) {
  const shopId = toShopId(id);
  const context = await loadShopContext(deps, shopId);
  if (!context.ok) return context;
  const { ledgerId } = context.value.profile;
  return deps.jobs.start('documents.resolve', shopId, `post:${ledgerId}`, async (job) => {
    const opened = await ledgers.open(ledgerId);
    if (!opened.ok) return opened;
    const { ledger } = opened.value;
    const planAccepted = accepted === 'planAgain';
    const send = { deps, ledger, ledgerId, shopId, job, planAccepted };
    const outcome = await resolveUnknown(send);
    deps.changed(['documents', 'orders', 'payments']);
    if (outcome.error) return refuseLedger(outcome.error);
    const removals = await finishRemovals(send, context.value);
    deps.changed(['documents', 'orders', 'payments', 'undo']);
    if (!removals.ok) return refuseLedger(removals.error);
    const { gone, stays } = removals.value;
    const { found, notMade } = outcome;
    const stillUnknown = outcome.stillUnknown.length;
    const open = stillUnknown === 0 ? '' : `, ${stillUnknown} accepted and not there`;
    const taken = gone + stays === 0 ? '' : ` Of those being taken out ${gone} are gone, ${stays} stay.`;
    job.progress(1, 1, `${found} found in the ledger, ${notMade} not made${open}.${taken}`);
    return done({ found, notMade, stillUnknown, gone, stays });
  });
}
