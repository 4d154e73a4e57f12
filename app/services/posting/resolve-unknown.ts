import type { DocumentKind } from '../../domain/documents.ts';
import type { Ledger, LedgerError } from '../../ports/ledger.ts';
import type { StoredDocument } from '../../ports/outbox.ts';
import type { Deps } from '../deps.ts';
import { moveDocument } from './move-document.ts';
import type { SendContext } from './send-documents.ts';

/** The part of a send that looking up needs. */
export interface ResolveContext extends Pick<SendContext, 'ledgerId' | 'shopId' | 'job'> {
  readonly deps: Pick<Deps, 'books' | 'clock'>;
  readonly ledger: Pick<Ledger, 'capabilities' | 'findByReferences'>;
  /** A person has looked: what the ledger accepted and does not show after its grace is planned again. */
  readonly planAccepted?: boolean;
}

export interface ResolveOutcome {
  readonly found: number;
  readonly notMade: number;
  /** Not there, and too early to say that it never will be; or accepted by the ledger, and a person decides. */
  readonly stillUnknown: readonly StoredDocument[];
  readonly error: LedgerError | null;
}

/**
 * Settles documents that left without a clear answer by asking the ledger for our reference: there → posted; not
 * there after the ledger's grace → planned again, unless the ledger had said that it took it: that stays unknown until
 * it shows up or a person decides. What was `sending` when the app ended counts as unknown too.
 */
export async function resolveUnknown(context: ResolveContext): Promise<ResolveOutcome> {
  const { deps, ledger, ledgerId, shopId, job } = context;
  const { outbox } = deps.books;
  for (const document of await outbox.list({ shopId, states: ['sending'] })) {
    if (document.ledgerId !== ledgerId) continue;
    const problem = 'It was being sent when the work stopped.';
    await moveDocument(deps, document, 'sending', 'unknown', { problem });
  }
  let found = 0;
  let notMade = 0;
  const undecided = new Set<string>();
  for (;;) {
    const stillUnknown = (await outbox.list({ shopId, states: ['unknown'] })).filter(
      (one) => one.ledgerId === ledgerId,
    );
    const unknown = stillUnknown.filter((one) => !undecided.has(`${one.kind} ${one.reference}`));
    if (unknown.length === 0) return { found, notMade, stillUnknown, error: null };
    job.progress(found + notMade, found + notMade + unknown.length, 'Asking the ledger for what was sent');
    let wait = 0;
    for (const [kind, documents] of groupByKind(unknown)) {
      const references = documents.map((document) => document.reference);
      const there = await ledger.findByReferences(kind, references);
      if (!there.ok) return { found, notMade, stillUnknown, error: there.error };
      for (const document of documents) {
        const now = deps.clock.now();
        const posted = there.value.get(document.reference);
        if (posted && posted.totalMinor !== document.totalMinor) {
          // Sent again, the ledger's adapter finds it, makes nothing, and says both figures.
          const problem = `The ledger has ${posted.number} under this reference, with another total.`;
          await moveDocument(deps, document, 'unknown', 'planned', { problem });
          continue;
        }
        if (posted) {
          if (await moveDocument(deps, document, 'unknown', 'posted', { posted })) found += 1;
          continue;
        }
        const remaining = (document.sentAt ?? now) + ledger.capabilities.visibilityGraceMs - now;
        if (remaining > 0) wait = Math.max(wait, remaining);
        else if (document.acceptedAt !== null && !context.planAccepted)
          undecided.add(`${document.kind} ${document.reference}`);
        else if (await moveDocument(deps, document, 'unknown', 'planned', { problem: notThere(document) }))
          notMade += 1;
      }
    }
    if (wait === 0) continue;
    if (job.cancel.aborted) return { found, notMade, stillUnknown, error: null };
    // Short turns, so that a cancel is heard and a document that shows up early is found early.
    await deps.clock.sleep(Math.min(wait, 500));
  }
}

/** What its order says from now on, instead of that nobody knows. */
function notThere({ acceptedAt }: StoredDocument): string {
  const why =
    acceptedAt === null
      ? 'It did not arrive: the ledger has nothing under its reference.'
      : 'The ledger had accepted it and does not show it; somebody looked there and said so.';
  return `${why} The next Post sends it.`;
}

function groupByKind(documents: readonly StoredDocument[]): Map<DocumentKind, StoredDocument[]> {
  const groups = new Map<DocumentKind, StoredDocument[]>();
  for (const document of documents)
    groups.set(document.kind, [...(groups.get(document.kind) ?? []), document]);
  return groups;
}
