import { z } from 'zod';
import { At, DateOn, Id, JobStarted, Minor, SearchText, WindowInput } from './fields.ts';
import { command, query } from './method.ts';

export const DocumentView = z.object({
  reference: z.string(),
  kind: z.enum(['order', 'invoice', 'amendment', 'creditNote', 'payment']),
  state: z.string(),
  number: z.string().nullable(),
  issuedOn: DateOn,
  description: z.string(),
  totalMinor: Minor,
  problem: z.string().nullable(),
  /** Since when the ledger has said that it took it, without showing it; null unless its state is `unknown`. */
  acceptedAt: z.int().nullable(),
  /** Since when the ledger is asked to take it out; null unless its state is `posted`. Without a job at work it may be gone. */
  removingAt: z.int().nullable(),
});
export type DocumentView = z.infer<typeof DocumentView>;

export const documentMethods = {
  'documents.list': query(
    'Documents on their way to the ledger, and those that arrived. The state `removing` means posted ones that it is asked to take out.',
    WindowInput.extend({ shopId: Id, states: z.array(z.string().max(20)).max(10).nullable().default(null) }),
    z.object({ documents: z.array(DocumentView), total: z.int() }),
  ),
  'documents.resolve': command(
    'Looks up by reference what was sent without a clear answer, and what was being taken out when the work stopped. What the ledger accepted and does not show stays unknown; `planAgain` says that a person has looked, and it may be posted again.',
    z.object({ shopId: Id, accepted: z.enum(['keep', 'planAgain']).default('keep') }),
    JobStarted,
  ),
  'history.list': query(
    'Lines of the history, newest first.',
    z.object({ subject: SearchText.nullable().default(null), limit: z.int().min(1).max(500).default(100) }),
    z.object({
      lines: z.array(
        z.object({
          seq: z.int(),
          at: At,
          subject: z.string(),
          event: z.string(),
          details: z.record(z.string(), z.unknown()),
          hash: z.string(),
        }),
      ),
    }),
  ),
} as const;
