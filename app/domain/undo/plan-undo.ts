import type { BusinessDate } from '../dates.ts';
import type { DocumentKind } from '../documents.ts';
import type { Reference } from '../ids.ts';
import type { PostingState } from '../posting-states.ts';

/** A document of the books with all that decides whether it can be undone. Minor units. */
export interface UndoFacts {
  readonly reference: Reference;
  readonly kind: DocumentKind;
  readonly state: PostingState;
  readonly number: string | null;
  readonly issuedOn: BusinessDate;
  readonly totalMinor: number;
  /** Living documents that stand on it: the payment of an invoice, the credit note on it, the invoice of a sale order. */
  readonly usedBy: readonly Reference[];
  /** What the ledger said when it was asked: null = it has it no more. */
  readonly inLedger: { readonly totalMinor: number } | null | 'notAsked';
  /** The bank line its payout was matched to, in words; null = none. */
  readonly reconciledWith: string | null;
}

export interface UndoAbilities {
  /** Kinds the ledger has a call to remove. */
  readonly removes: ReadonlySet<DocumentKind>;
  /** Kinds that can be answered by a document of the opposite sign. */
  readonly reverses: ReadonlySet<DocumentKind>;
  /** Dates up to this one are closed in the ledger or by the bookkeeper; null = none. */
  readonly lockedUntil: BusinessDate | null;
}

export interface UndoStep {
  readonly reference: Reference;
  readonly kind: DocumentKind;
  readonly number: string | null;
  readonly totalMinor: number;
  readonly reason: string;
}

/**
 * `removable`: taken out of the ledger by call, or of the books where the ledger never had it. `reversible`: a document of
 * the opposite sign, dated `reverseOn`. `byHand`: only a person in the ledger can; it goes to the work list. `blocked`:
 * not as things stand, `reason` says what to do first. Each list is in the order in which it must be done.
 */
export interface UndoPlan {
  readonly removable: readonly UndoStep[];
  readonly reversible: readonly (UndoStep & { readonly reverseOn: BusinessDate })[];
  readonly byHand: readonly UndoStep[];
  readonly blocked: readonly UndoStep[];
}

/** What stands on others goes first: payments, then credit notes and amendments, then invoices, then sale orders. */
const undoOrder: readonly DocumentKind[] = ['payment', 'creditNote', 'amendment', 'invoice', 'order'];

/**
 * The dry run of an undo: every chosen document is in exactly one list, with its reason. Nothing is blocked by a
 * document that is undone with it; everything that stands on a blocked one stays too. `today` dates reversals of closed
 * dates.
 */
export function planUndo(
  chosen: readonly UndoFacts[],
  abilities: UndoAbilities,
  today: BusinessDate,
): UndoPlan {
  const ordered = [...chosen].sort(
    (a, b) =>
      undoOrder.indexOf(a.kind) - undoOrder.indexOf(b.kind) ||
      (a.issuedOn === b.issuedOn ? 0 : a.issuedOn < b.issuedOn ? 1 : -1) ||
      (a.reference < b.reference ? -1 : 1),
  );
  /** Gone from the ledger once the plan is carried out up to here. */
  const gone = new Set<Reference>();
  const plan = {
    removable: [] as UndoStep[],
    reversible: [] as (UndoStep & { reverseOn: BusinessDate })[],
    byHand: [] as UndoStep[],
    blocked: [] as UndoStep[],
  };
  for (const facts of ordered) {
    const step = (reason: string): UndoStep => ({
      reference: facts.reference,
      kind: facts.kind,
      number: facts.number,
      totalMinor: facts.totalMinor,
      reason,
    });
    const blocker = findBlocker(facts, gone);
    if (blocker !== null) {
      plan.blocked.push(step(blocker));
      continue;
    }
    const isLocked = abilities.lockedUntil !== null && facts.issuedOn <= abilities.lockedUntil;
    if (facts.state !== 'posted' || facts.inLedger === null) {
      gone.add(facts.reference);
      plan.removable.push(
        step(facts.state === 'posted' ? 'The ledger has it no more.' : 'It never reached the ledger.'),
      );
    } else if (abilities.removes.has(facts.kind) && !isLocked) {
      gone.add(facts.reference);
      plan.removable.push(step('It is removed from the ledger.'));
    } else if (abilities.reverses.has(facts.kind)) {
      gone.add(facts.reference);
      plan.reversible.push({
        ...step(
          isLocked
            ? `Its date ${facts.issuedOn} is closed: the reversal is dated ${today}.`
            : 'The ledger has no call to remove it: a reversing document is posted.',
        ),
        reverseOn: isLocked ? today : facts.issuedOn,
      });
    } else {
      plan.byHand.push(
        step(
          isLocked
            ? `Its date ${facts.issuedOn} is closed. Open the period in the ledger, or leave it.`
            : 'The ledger has no call to remove it. Remove it there by hand; the next check sees that it is gone.',
        ),
      );
    }
  }
  return plan;
}

function findBlocker(facts: UndoFacts, gone: ReadonlySet<Reference>): string | null {
  const { state, inLedger } = facts;
  if (state === 'withdrawn') return 'It is undone already.';
  if (state === 'sending' || state === 'unknown') {
    return 'It was sent and not confirmed. Choose Check now first: the ledger may have it.';
  }
  if (state === 'posted' && inLedger === 'notAsked') {
    return 'The ledger did not answer, so nobody knows whether it was changed since. Try again.';
  }
  if (facts.reconciledWith !== null) {
    return `Its payout is matched to the bank line ${facts.reconciledWith}. Take that match back first.`;
  }
  if (inLedger !== null && inLedger !== 'notAsked' && inLedger.totalMinor !== facts.totalMinor) {
    return 'It was edited in the ledger since it was posted. Settle the change first.';
  }
  const standing = facts.usedBy.filter((reference) => !gone.has(reference));
  if (standing.length === 0) return null;
  const named = standing.slice(0, 3).join(', ');
  const more = standing.length > 3 ? ` and ${standing.length - 3} more` : '';
  return `Other documents stand on it and are not undone: ${named}${more}.`;
}
