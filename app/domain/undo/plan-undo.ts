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
  /** What the books have open of it; null for payments and sale orders. */
  readonly outstandingMinor: number | null;
  /** Living documents that stand on it: the payment of an invoice, the credit note on it, the invoice of a sale order. */
  readonly usedBy: readonly UndoUser[];
  /** What the ledger said when it was asked: null = it has it no more. */
  readonly inLedger: UndoFigures | null | 'notAsked';
  /** A document of the opposite sign can be made of it. */
  readonly canReverse: boolean;
  /** The bank line its payout was matched to, in words; null = none. */
  readonly reconciledWith: string | null;
}

/** A sale order and the invoice made from it share a reference: a document is named by both. */
export interface UndoUser {
  readonly kind: DocumentKind;
  readonly reference: Reference;
  readonly number: string | null;
}

/** Null = the ledger does not say. */
interface UndoFigures {
  readonly totalMinor: number;
  readonly outstandingMinor: number | null;
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
  readonly issuedOn: BusinessDate;
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

/** Documents of a smaller rank go first. */
export function undoRank(kind: DocumentKind): number {
  return undoOrder.indexOf(kind);
}

/**
 * The dry run of an undo: every chosen document is in exactly one list, with its reason. Nothing is blocked by a
 * document that is undone with it; everything that stands on a blocked one stays too. `openOn` dates reversals of
 * closed dates: a day that is open.
 */
export function planUndo(
  chosen: readonly UndoFacts[],
  abilities: UndoAbilities,
  openOn: BusinessDate,
): UndoPlan {
  const ordered = [...chosen].sort(
    (a, b) =>
      undoRank(a.kind) - undoRank(b.kind) ||
      (a.issuedOn === b.issuedOn ? 0 : a.issuedOn < b.issuedOn ? 1 : -1) ||
      (a.reference < b.reference ? -1 : 1),
  );
  /** What the plan leaves of documents once it is carried out up to here. */
  const undone: Undone = new Map();
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
      issuedOn: facts.issuedOn,
      totalMinor: facts.totalMinor,
      reason,
    });
    const blocker = findBlocker(facts, undone);
    if (blocker !== null) {
      plan.blocked.push(step(blocker));
      continue;
    }
    const isLocked = abilities.lockedUntil !== null && facts.issuedOn <= abilities.lockedUntil;
    if (facts.state !== 'posted' || facts.inLedger === null) {
      undone.set(keyOf(facts), 'gone');
      plan.removable.push(
        step(facts.state === 'posted' ? 'The ledger has it no more.' : 'It never reached the ledger.'),
      );
    } else if (abilities.removes.has(facts.kind) && !isLocked) {
      undone.set(keyOf(facts), 'gone');
      plan.removable.push(step('It is removed from the ledger.'));
    } else if (abilities.reverses.has(facts.kind) && facts.canReverse) {
      undone.set(keyOf(facts), 'reversed');
      plan.reversible.push({
        ...step(
          isLocked
            ? `Its date ${facts.issuedOn} is closed: the reversal is dated ${openOn}.`
            : 'The ledger has no call to remove it: a reversing document is posted.',
        ),
        reverseOn: isLocked ? openOn : facts.issuedOn,
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

type Undone = Map<string, 'gone' | 'reversed'>;

function keyOf({ kind, reference }: Pick<UndoUser, 'kind' | 'reference'>): string {
  return `${kind} ${reference}`;
}

function findBlocker(facts: UndoFacts, undone: Undone): string | null {
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
  if (state === 'posted' && inLedger !== null && inLedger !== 'notAsked' && isEdited(facts, inLedger)) {
    return 'It was edited in the ledger since it was posted. Settle the change first.';
  }
  const standing = facts.usedBy.filter((user) => !undone.has(keyOf(user)));
  if (standing.length > 0) {
    const named = standing.slice(0, 3).map(({ number, reference }) => number ?? reference);
    const more = standing.length > 3 ? ` and ${standing.length - 3} more` : '';
    return `Other documents stand on it and are not undone: ${named.join(', ')}${more}.`;
  }
  // A reversed invoice stays in the ledger beside its credit note, and so does the sale order under it.
  const isKept = facts.usedBy.some(
    (user) => user.kind === 'invoice' && undone.get(keyOf(user)) === 'reversed',
  );
  return isKept ? 'Its invoice is reversed by a credit note and stays in the ledger, and so does it.' : null;
}

/** A balance that the books do not know of is somebody else's payment or credit. */
function isEdited({ totalMinor, outstandingMinor }: UndoFacts, there: UndoFigures): boolean {
  if (there.totalMinor !== totalMinor) return true;
  return (
    outstandingMinor !== null &&
    there.outstandingMinor !== null &&
    Math.abs(there.outstandingMinor) !== Math.abs(outstandingMinor)
  );
}
