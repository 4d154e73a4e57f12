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

/** What the disk under the books may say, by the code of the system or of SQLite, the most telling first. */
const diskTroubles: readonly (readonly [RegExp, string])[] = [
  [
    /^(SQLITE_FULL|ENOSPC)/,
    'The disk is full. What was done before is kept, nothing is half-written. Free some space, then try again: it goes on from there.',
  ],
  [
    /^(SQLITE_READONLY|EROFS|EACCES|EPERM)/,
    'The books cannot be written to: they are read-only at the moment. What was done before is kept. Allow writing to the file and its folder, then try again.',
  ],
  [
    /^(SQLITE_CORRUPT|SQLITE_NOTADB)/,
    'The books are damaged. Nothing more is written to them. Close Tieout, keep a copy of the file, and open the newest copy in the folder “backups” beside it.',
  ],
  [
    /^(SQLITE_IOERR|EIO)/,
    'The disk reports an error. What was done before is kept. Check the disk, then try again.',
  ],
];

/** A sentence about a defect whose cause a person can mend; null for any other. */
export function describeDiskTrouble(defect: unknown): string | null {
  const code = defect instanceof Error && 'code' in defect ? String(defect.code) : '';
  return diskTroubles.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}
