import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { toShopId } from '../../domain/ids.ts';
import type { WorklistLine } from '../../ports/after-posting.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { moveDocument } from '../posting/move-document.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { askLedger } from './ask-ledger.ts';
import { keyOf } from './load-undo.ts';

export async function listWorklist(
  deps: Deps,
  input: Input<'worklist.list'>,
): Promise<Reply<Output<'worklist.list'>>> {
  const lines = await deps.books.worklist.list(toShopId(input.shopId));
  return done({ lines: lines.map(({ shopId: _, ledgerId: __, ...line }) => line) });
}

export async function finishLine(
  deps: Deps,
  { shopId, lineId }: Input<'worklist.done'>,
): Promise<Reply<Output<'worklist.done'>>> {
  const finished = await deps.books.worklist.finish(toShopId(shopId), lineId, deps.clock.now());
  if (!finished) return refuse('NOT_FOUND', 'This line is not on the work list, or it is done already.');
  deps.changed(['undo']);
  return done({});
}

/** What a person removed in the ledger is withdrawn in the books, and its line is closed with it. */
export async function checkWorklist(
  deps: Deps,
  ledgers: LedgerLinks,
  input: Input<'worklist.check'>,
): Promise<Reply<Output<'worklist.check'>>> {
  const shopId = toShopId(input.shopId);
  const open = (await deps.books.worklist.list(shopId)).filter(({ doneAt }) => doneAt === null);
  let closed = 0;
  for (const ledgerId of new Set(open.map((line) => line.ledgerId))) {
    const lines = open.filter((line) => line.ledgerId === ledgerId);
    const opened = await ledgers.open(ledgerId);
    if (!opened.ok) return opened;
    const documents = await loadDocuments(deps, lines);
    const found = await askLedger(opened.value.ledger, documents);
    if (!found.ok) return refuseLedger(found.error);
    for (const stored of documents) {
      if (stored.state !== 'posted' || stored.kind === 'amendment' || found.value.has(keyOf(stored)))
        continue;
      const facts = { problem: 'It was deleted in the ledger.' };
      if (await moveDocument(deps, stored, 'posted', 'withdrawn', facts)) closed += 1;
    }
  }
  if (closed > 0) deps.changed(['undo', 'documents', 'orders', 'payments']);
  return done({ checked: open.length, closed });
}

async function loadDocuments(deps: Deps, lines: readonly WorklistLine[]): Promise<readonly StoredDocument[]> {
  const [first] = lines;
  if (!first) return [];
  const keys = new Set(lines.map(keyOf));
  const references = lines.map(({ reference }) => reference);
  const documents = await deps.books.outbox.load(first.ledgerId, references);
  return documents.filter((stored) => keys.has(keyOf(stored)));
}
