import { z } from 'zod';
import { CurrencyCode, DateOn, Id, JobStarted, Minor } from './fields.ts';
import { command } from './method.ts';

const Range = z.object({ shopId: Id, from: DateOn, to: DateOn });

/** Result of the job `statements.fetch`. */
export const FetchStatementsResult = z.object({
  settlementId: Id,
  statements: z.int(),
  rows: z.int(),
  added: z.int(),
  alreadyKnown: z.int(),
  changed: z.int(),
});

const Figures = z
  .object({ settlementMinor: Minor, revenueMinor: Minor, feesMinor: Minor, adjustmentMinor: Minor })
  .nullable();

/** Result of the job `statements.compare`. */
export const CompareStatementsResult = z.object({
  currency: CurrencyCode,
  days: z.array(
    z.object({
      settledOn: DateOn,
      apiMinor: Minor,
      fileMinor: Minor,
      differenceMinor: Minor,
      apiRows: z.int(),
      fileRows: z.int(),
      equalRows: z.int(),
    }),
  ),
  /** The first of them with both values; null = the side does not have the row. */
  differences: z.array(
    z.object({ settledOn: DateOn, id: z.string(), type: z.string(), api: Figures, file: Figures }),
  ),
  differenceCount: z.int(),
  /** Dates with a statement that no settlement file in the books covers: not compared. */
  uncovered: z.array(DateOn),
});
export type CompareStatementsResult = z.infer<typeof CompareStatementsResult>;

/** Statements straight from the shop's finance API. Needs the permission for finances; files do without. */
export const statementMethods = {
  'statements.fetch': command(
    'Fetches the statements of settled dates (both included) and stores their rows as a file would. Known rows are counted, not doubled.',
    Range,
    JobStarted,
  ),
  'statements.compare': command(
    'Fetches the statements of settled dates and compares them with the settlement files in the books, to the cent. Stores nothing.',
    Range,
    JobStarted,
  ),
} as const;
