import { saveBackup } from './backup.ts';
import { openDatabase } from './raw-database.ts';
import { errorCode } from './refusals.ts';

/** Work that reads every page of the books and nothing else: `check` finds damage, `copy` writes a copy beside them. */
export type AsideTask =
  | { readonly task: 'check'; readonly file: string }
  | { readonly task: 'copy'; readonly file: string; readonly at: number };

/** What came of it: SQLite's word on the pages or the path of the copy; or a failure that can cross a thread. */
export type AsideAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string; readonly code: string };

export function doTask(asked: AsideTask): AsideAnswer {
  try {
    const raw = openDatabase(asked.file, { readonly: true });
    try {
      if (asked.task === 'copy') return { ok: true, text: saveBackup(raw, asked.file, asked.at) };
      return { ok: true, text: String(raw.pragma('quick_check(1)', { simple: true })) };
    } finally {
      raw.close();
    }
  } catch (cause) {
    return {
      ok: false,
      message: cause instanceof Error ? cause.message : String(cause),
      code: errorCode(cause),
    };
  }
}
