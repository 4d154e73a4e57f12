import { z } from 'zod';
import { At, DateOn, Empty } from './fields.ts';
import { command, query } from './method.ts';

export const CareSettingsField = z.object({
  /** A copy at start when the newest is older than this many days; 0 switches that off. */
  backupEveryDays: z.int().min(0).max(90),
  backupsKept: z.int().min(1).max(365),
  /** Names and addresses of buyers go this many months after the order; null keeps them. */
  forgetBuyersAfterMonths: z.int().min(1).max(120).nullable(),
});

const BackupView = z.object({ name: z.string(), at: At, bytes: z.int(), version: z.int() });

/** Copies of the books, their proof, and what is remembered of buyers. Restoring is a command of its own (`tieout`). */
export const careMethods = {
  'care.get': query(
    'How the books are looked after, and the copies there are, newest first.',
    Empty,
    z.object({ settings: CareSettingsField, backups: z.array(BackupView) }),
  ),
  'care.save': command(
    'Saves how the books are looked after.',
    z.object({ settings: CareSettingsField }),
    z.object({ settings: CareSettingsField }),
  ),
  'books.backUp': command(
    'Copies the books now. Books in memory have no copies: null.',
    Empty,
    z.object({ backup: BackupView.nullable() }),
  ),
  'books.restore': command(
    'Puts a copy in the place of books that did not open and starts again with it. Open books are never replaced.',
    z.object({ name: z.string().min(1).max(300) }),
    Empty,
  ),
  'books.verify': query(
    'Recomputes the hash chain and every total of the open books.',
    Empty,
    z.object({
      chain: z.enum(['ok', 'broken', 'unread']),
      version: z.int().nullable(),
      lines: z.int(),
      orders: z.int(),
      rows: z.int(),
      documents: z.int(),
      payouts: z.int(),
      failed: z.int(),
      checks: z.array(z.object({ id: z.string(), title: z.string(), checked: z.int(), failed: z.int() })),
      failures: z.array(z.object({ check: z.string(), subject: z.string(), message: z.string() })),
    }),
  ),
  'buyers.forget': command(
    'Removes names and addresses of buyers from orders before a date. Figures, references and the history stay.',
    z.object({ before: DateOn }),
    z.object({ orders: z.int(), documents: z.int(), waiting: z.int(), copies: z.int() }),
  ),
} as const;
