import { z } from 'zod';
import { changeCauses } from '../domain/changes/types.ts';
import { At, CurrencyCode, DateOn, Empty, Id, Minor } from './fields.ts';
import { command, query } from './method.ts';

const Action = z.enum(['postDelta', 'creditNote', 'accept', 'ignore']);

export const ChangeView = z.object({
  changeId: Id,
  cause: z.enum(changeCauses),
  on: DateOn,
  currency: CurrencyCode,
  /** What was posted, and what is there now; null = nothing. */
  booksMinor: Minor.nullable(),
  nowMinor: Minor.nullable(),
  message: z.string(),
  orderId: z.string().nullable(),
  rowKey: z.string().nullable(),
  document: z
    .object({
      kind: z.enum(['order', 'invoice', 'amendment', 'creditNote', 'payment']),
      reference: z.string(),
      number: z.string().nullable(),
    })
    .nullable(),
  /** The one step that settles it; `ignore` with a reason is always possible too, and `accept` for a changed row. */
  offer: Action,
  /** The closed range that its date lies in. */
  closeId: Id.nullable(),
  settled: z.object({ action: Action, reason: z.string(), at: At }).nullable(),
});
export type ChangeView = z.infer<typeof ChangeView>;

export const CloseView = z.object({
  closeId: Id,
  from: DateOn,
  to: DateOn,
  closedAt: At,
  closedBy: z.string(),
  figures: z.object({
    days: z.array(
      z.object({
        settledOn: DateOn,
        settlementMinor: Minor,
        postedMinor: Minor,
        residualMinor: Minor,
      }),
    ),
    settlementMinor: Minor,
    postedMinor: Minor,
    residualMinor: Minor,
    bridge: z.object({
      revenueMinor: Minor,
      settlementMinor: Minor,
      residualMinor: Minor,
      steps: z.array(z.object({ name: z.string(), amountMinor: Minor })),
    }),
    documents: z.int(),
  }),
  reopened: z.object({ at: At, reason: z.string() }).nullable(),
});
export type CloseView = z.infer<typeof CloseView>;

/** What posting the difference of a changed row would make, as things stand. */
const DeltaView = z.object({
  currency: CurrencyCode,
  settledOn: DateOn,
  /** What the two rows say differently: names of the file's sums and fees, with both values. */
  differences: z.array(z.object({ name: z.string(), booksMinor: Minor, nowMinor: Minor })),
  /** In the order in which they are posted. */
  documents: z.array(
    z.object({
      kind: z.enum(['order', 'invoice', 'amendment', 'creditNote', 'payment']),
      description: z.string(),
      issuedOn: DateOn,
      /** What it moves; negative = taken from the seller. */
      totalMinor: Minor,
      lines: z.array(z.object({ description: z.string(), amountMinor: Minor })),
    }),
  ),
  /** Why it cannot be posted, each with its way out; empty = it can. */
  blockers: z.array(z.string()),
});
export type DeltaView = z.infer<typeof DeltaView>;

const Reason = z.string().trim().max(300).default('');

export const changeMethods = {
  'changes.list': query(
    'What differs from what was posted: rows, orders, and (asked for) documents in the ledger, each with both values.',
    z.object({
      shopId: Id,
      /** Asks the ledger for every posted document, in bulk. */
      withLedger: z.boolean().default(false),
      /** Since last close: only what lies in a closed range. */
      onlyClosed: z.boolean().default(false),
      withSettled: z.boolean().default(false),
    }),
    z.object({
      currency: CurrencyCode,
      changes: z.array(ChangeView),
      /** Why the ledger could not be asked; null when it was, or was not to be. */
      notAsked: z.string().nullable(),
    }),
  ),
  'changes.delta': query(
    'What posting the difference of a changed row would make: a dry run, nothing is sent.',
    z.object({ shopId: Id, changeId: Id }),
    z.object({ delta: DeltaView }),
  ),
  'changes.settle': command(
    'Settles a difference: takes its offer, or ignores it for a reason. A delta and a credit note are posted by a job.',
    z.object({ shopId: Id, changeId: Id, action: Action, reason: Reason }),
    z.object({ jobId: Id.nullable() }),
  ),
  'closes.close': command(
    'Closes a range of dates of a shop and keeps its figures: what changes in it later is listed.',
    z.object({ shopId: Id, from: DateOn, to: DateOn, by: z.string().trim().max(100).default('') }),
    z.object({ close: CloseView }),
  ),
  'closes.list': query(
    'Closed ranges with their figures of then, newest first; reopened ones too.',
    z.object({ shopId: Id }),
    z.object({ currency: CurrencyCode, closes: z.array(CloseView) }),
  ),
  'closes.reopen': command(
    'Opens a closed range again, for a reason.',
    z.object({ shopId: Id, closeId: Id, reason: z.string().trim().min(1).max(300) }),
    Empty,
  ),
} as const;
