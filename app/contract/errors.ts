import { z } from 'zod';

/** Closed union: screens switch on it. `message` is for people, `details` for the row that failed. */
export const errorCodes = [
  'BAD_INPUT',
  'UNKNOWN_METHOD',
  'NO_BOOKS',
  'NOT_FOUND',
  'NOT_LINKED',
  'RELINK_NEEDED',
  'CLOCK_WRONG',
  'BAD_CREDENTIALS',
  'RATE_LIMITED',
  'UNREACHABLE',
  'CHANNEL_REFUSED',
  'LEDGER_REFUSED',
  'PROFILE_INCOMPLETE',
  'FILE_REFUSED',
  'NOTHING_TO_DO',
  'BUSY',
  'CANCELLED',
  'NOT_SUPPORTED',
  'BACKEND_FAILED',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export const ApiErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
  retryable: z.boolean(),
});
export type ApiError = z.infer<typeof ApiErrorSchema>;

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ApiError };
