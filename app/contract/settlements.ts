import { z } from 'zod';
import { At, CurrencyCode, DateOn, Id, Minor, ProblemField } from './fields.ts';
import { command, query } from './method.ts';

/** A file crosses as base64; 96 MB of text hold a 72 MB file. */
const FileInput = z.object({
  fileName: z.string().min(1).max(300),
  contentBase64: z.string().max(96 * 1024 * 1024),
});

const Amount = z.string();

/** The summary of `settlement inspect`: amounts as decimal text. */
export const SettlementSummaryView = z.object({
  format: z.enum(['xlsx', 'csv']),
  layout: z.string(),
  currency: CurrencyCode,
  timeZone: z.string().nullable(),
  period: z.tuple([DateOn, DateOn]),
  rows: z.object({ total: z.int(), orders: z.int(), adjustments: z.int(), unknown: z.int() }),
  totals: z.object({ settlement: Amount, revenue: Amount, fees: Amount, adjustments: Amount }),
  byDate: z.array(
    z.object({ settledOn: DateOn, settlement: Amount, orders: z.int(), adjustments: Amount, gmvAds: Amount }),
  ),
  adjustmentsByType: z.record(z.string(), z.object({ rows: z.int(), amount: Amount })),
  startingWith7: z.int(),
  withdrawals: z.object({ transferred: Amount, earnings: Amount, gmvDeductions: Amount }),
  proofs: z.array(z.object({ id: z.string(), checked: z.int(), failed: z.int() })),
  problems: z.array(ProblemField),
});

/** A file that was loaded: what it holds, what its proofs say, and how much of it was new when it was loaded last. */
export const SettlementFileView = z.object({
  settlementId: Id,
  fileName: z.string(),
  format: z.enum(['xlsx', 'csv']),
  layout: z.string(),
  currency: CurrencyCode,
  timeZone: z.string().nullable(),
  periodFrom: DateOn,
  periodTo: DateOn,
  rowCount: z.int(),
  orderRows: z.int(),
  adjustmentRows: z.int(),
  /** Rows of unknown type and reserve rows. */
  otherRows: z.int(),
  settlementMinor: Minor,
  revenueMinor: Minor,
  feesMinor: Minor,
  adjustmentsMinor: Minor,
  /** `title` says what the proof compares; `checked` counts the comparisons made, `failed` those that did not hold. */
  proofs: z.array(z.object({ id: z.string(), title: z.string(), checked: z.int(), failed: z.int() })),
  problems: z.array(ProblemField),
  /** Of its rows, when it was loaded last: not known before, known from this or another file, differing from known ones. */
  added: z.int(),
  alreadyKnown: z.int(),
  changed: z.int(),
  loadedAt: At,
});
export type SettlementFileView = z.infer<typeof SettlementFileView>;

export const settlementMethods = {
  'settlements.inspect': query(
    'Reads a settlement file without storing anything.',
    FileInput,
    SettlementSummaryView,
  ),
  'settlements.load': command(
    'Reads a settlement file and stores its rows. What is known already is counted, not doubled.',
    FileInput.extend({ shopId: Id }),
    z.object({
      settlementId: Id,
      added: z.int(),
      alreadyKnown: z.int(),
      changed: z.int(),
      summary: SettlementSummaryView,
      file: SettlementFileView,
    }),
  ),
  'settlements.list': query(
    'Files that were loaded, newest period first.',
    z.object({ shopId: Id }),
    z.object({ files: z.array(SettlementFileView) }),
  ),
  'settlements.get': query(
    'One file that was loaded.',
    z.object({ shopId: Id, settlementId: Id }),
    z.object({ file: SettlementFileView }),
  ),
} as const;
