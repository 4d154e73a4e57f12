import { z } from 'zod';

/** Fields that several methods share. Amounts are integers of minor units; dates are business dates. */
export const Minor = z.int();
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);
export const DateOn = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** UTC instant, epoch milliseconds. */
export const At = z.int();
/** Ids are text of at most 200 characters: longer ones are somebody's mischief. */
export const Id = z.string().min(1).max(200);
export const Name = z.string().max(300);
/** Keys and secrets are copied from a web page: what a copy drags along is refused before anything is sent. */
export const Typed = z
  .string()
  .trim()
  .min(1, 'is empty')
  .regex(/^[^\p{C}\s]*$/u, 'contains a space or a character that cannot be typed, copy it again');
export const SearchText = z.string().max(200);

/**
 * The boxes above the columns as they were typed (app/domain/column-filter.ts reads them). Each list has its own names
 * of columns; an unknown name or a text that cannot be read is refused with a sentence.
 */
export const ColumnFilters = z
  .array(z.object({ column: z.string().max(40), text: z.string().max(1_000) }))
  .max(20)
  .default([]);

export const WindowInput = z.object({
  offset: z.int().min(0).max(5_000_000).default(0),
  limit: z.int().min(1).max(500).default(200),
});

export const OrderStatusField = z.enum([
  'unpaid',
  'pending',
  'inTransit',
  'delivered',
  'completed',
  'cancelled',
]);
export const Empty = z.object({});

export const ProblemField = z.object({
  row: z.int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
});

export const JobStarted = z.object({ jobId: Id });

export const JobView = z.object({
  jobId: Id,
  kind: z.string(),
  shopId: Id.nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  done: z.int(),
  total: z.int().nullable(),
  message: z.string(),
  /** What the job found or made; its shape goes with its kind (see the job results of each topic). */
  result: z.unknown(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  startedAt: At,
  finishedAt: At.nullable(),
});
export type JobView = z.infer<typeof JobView>;

/** Documents of locked dates are held, or posted with the date of the first open day. */
export const LockedDates = z.enum(['hold', 'firstOpenDay']).default('hold');

/** Documents dated in a locked period, and the day that they can be dated instead. */
export const LockedDocuments = z.object({
  documents: z.int(),
  lockedUntil: DateOn,
  firstOpenOn: DateOn,
  reason: z.string(),
});
