import { z } from 'zod';
import { At, CurrencyCode, DateOn, Empty, Id, JobStarted, Minor } from './fields.ts';
import { command, query } from './method.ts';
import { OrderSelection } from './orders.ts';

const Kind = z.enum(['order', 'invoice', 'amendment', 'creditNote', 'payment']);

/**
 * What is to be undone: chosen documents, everything that settled dates became, the invoices and sale orders of orders,
 * all that a posting job has posted, or all that is posted for the shop.
 */
export const UndoSelection = z.discriminatedUnion('select', [
  z.object({
    select: z.literal('documents'),
    shopId: Id,
    documents: z
      .array(z.object({ kind: Kind, reference: Id }))
      .min(1)
      .max(100_000),
  }),
  z.object({ select: z.literal('dates'), shopId: Id, dates: z.array(DateOn).min(1).max(4_000) }),
  z.object({ select: z.literal('orders'), orders: OrderSelection }),
  z.object({ select: z.literal('job'), shopId: Id, jobId: Id }),
  z.object({ select: z.literal('everything'), shopId: Id }),
]);
export type UndoSelection = z.infer<typeof UndoSelection>;

export const UndoStepView = z.object({
  kind: Kind,
  reference: z.string(),
  number: z.string().nullable(),
  issuedOn: DateOn,
  totalMinor: Minor,
  reason: z.string(),
});
export type UndoStepView = z.infer<typeof UndoStepView>;

/** Every chosen document is in exactly one list; each list is in the order in which it is done. */
export const UndoPlanView = z.object({
  currency: CurrencyCode,
  /** Taken out of the ledger by call, or out of the books where the ledger never had it. */
  removable: z.array(UndoStepView),
  /** Answered by a document of the opposite sign, dated `reverseOn`. */
  reversible: z.array(UndoStepView.extend({ reverseOn: DateOn })),
  /** Only a person can, in the ledger: it goes to the work list. */
  byHand: z.array(UndoStepView),
  /** Not as things stand; the reason says what to do first. */
  blocked: z.array(UndoStepView),
});
export type UndoPlanView = z.infer<typeof UndoPlanView>;

/** Result of the job `undo.run`. Run again with the same selection, it goes on with what is left. */
export const UndoResult = z.object({
  removed: z.int(),
  reversed: z.int(),
  byHand: z.int(),
  blocked: z.array(UndoStepView),
  failed: z.array(UndoStepView),
  /** Not reached, because it was cancelled or the ledger could not be used any more. */
  notReached: z.int(),
});
export type UndoResult = z.infer<typeof UndoResult>;

export const LockView = z.object({
  lockedUntil: DateOn,
  reason: z.string(),
  firstOpenOn: DateOn,
  savedAt: At,
});
export type LockView = z.infer<typeof LockView>;

export const WorklistLineView = z.object({
  lineId: z.int(),
  kind: Kind,
  reference: z.string(),
  number: z.string().nullable(),
  what: z.string(),
  madeAt: At,
  doneAt: At.nullable(),
  /** `check`: the document was found gone. */
  doneBy: z.enum(['person', 'check']).nullable(),
});
export type WorklistLineView = z.infer<typeof WorklistLineView>;

export const undoMethods = {
  'undo.plan': query(
    'The dry run: what of the chosen documents can be removed, reversed, done by hand, or not, each with its reason.',
    z.object({ selection: UndoSelection }),
    UndoPlanView,
  ),
  'undo.run': command(
    'Carries the undo out, document by document; what is left is done by running it again.',
    z.object({ selection: UndoSelection }),
    JobStarted,
  ),
  'worklist.list': query(
    'What only a person can undo in the ledger: open lines first, in the order in which they can be done.',
    z.object({ shopId: Id }),
    z.object({ lines: z.array(WorklistLineView) }),
  ),
  'worklist.done': command(
    'Says that a line of the work list is done.',
    z.object({ shopId: Id, lineId: z.int() }),
    Empty,
  ),
  'worklist.check': command(
    'Looks up in the ledger whether the documents of open lines are gone; those lines are closed.',
    z.object({ shopId: Id }),
    z.object({ checked: z.int(), closed: z.int() }),
  ),
  'locks.get': query(
    'The dates that are closed for documents of a ledger; null = every date is open.',
    z.object({ ledgerId: Id }),
    z.object({ lock: LockView.nullable() }),
  ),
  'locks.save': command(
    'Closes dates for documents of a ledger, or (null) opens all.',
    z.object({
      ledgerId: Id,
      lockedUntil: DateOn.nullable(),
      reason: z.string().trim().max(300).default(''),
    }),
    z.object({ lock: LockView.nullable() }),
  ),
} as const;
