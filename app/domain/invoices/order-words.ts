/**
 * What became of an order in the ledger, as one word. A row has exactly one: what needs a person comes before what is
 * done, and what is in the ledger before what could be.
 */
export const orderWords = [
  /** In the ledger since the posting that is looked at (`postedSince`). */
  'postedNow',
  'posted',
  /** A sales order without an invoice is in the ledger. */
  'orderOnly',
  'planned',
  'sending',
  'unknown',
  'rejected',
  /** Cancelled by the channel after its document was planned, and not credited in full. */
  'cancelledAfter',
  /** Its goods have another value than those of its document, and no credit note accounts for it. */
  'changedAfter',
  /** Its document was deleted in the ledger: it can be posted again. */
  'deleted',
  'missingItem',
  'held',
  'ready',
  /** A person decided not to post it. */
  'skipped',
  /** The settings post nothing for its status; it is posted when it is asked for. */
  'notPostable',
] as const;
export type OrderWord = (typeof orderWords)[number];

/** Figures of an order against its document in the ledger, minor units. */
export interface AfterPosting {
  /** When the document was planned, and when the books first held the order in its status (one clock: ours). */
  readonly plannedAt: number;
  readonly statusSince: number;
  readonly isCancelled: boolean;
  /** The whole document, and its goods; goods are null when it stands for a part of the order. */
  readonly totalMinor: number;
  readonly documentGoodsMinor: number | null;
  /** What the goods of the order are worth now. */
  readonly billableMinor: number;
  /** Σ of the order's credit notes in the ledger. */
  readonly creditedMinor: number;
}

/** What happened to an order after its document was posted, as far as no credit note has answered it yet. */
export function judgeAfterPosting(facts: AfterPosting): 'cancelledAfter' | 'changedAfter' | null {
  const { documentGoodsMinor, billableMinor, creditedMinor } = facts;
  const wasCancelled = facts.isCancelled && facts.statusSince > facts.plannedAt;
  if (wasCancelled) return creditedMinor < facts.totalMinor ? 'cancelledAfter' : null;
  if (documentGoodsMinor === null || documentGoodsMinor === billableMinor) return null;
  const isCredited =
    documentGoodsMinor > billableMinor && creditedMinor >= documentGoodsMinor - billableMinor;
  return isCredited ? null : 'changedAfter';
}
