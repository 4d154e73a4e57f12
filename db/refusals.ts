/** Why books cannot be opened. The file is left as it is in every case. */
export interface OpenRefusal {
  readonly code:
    | 'not-a-database'
    | 'not-books'
    | 'newer-version'
    /** Only for read-only opening: a writer has to bring the file up to date first. */
    | 'older-version'
    | 'damaged'
    | 'in-use'
    | 'backup-failed'
    | 'migration-failed'
    | 'no-access';
  /** What happened, what it means, what to do. No paths: the screen knows which books it asked for. */
  readonly message: string;
  /** The reason in the words of the system or of SQLite, for the log; empty when there is none. */
  readonly detail: string;
}

const messages: Readonly<Record<OpenRefusal['code'], string>> = {
  'not-a-database':
    'This file cannot be read as Tieout books. Nothing was changed. Choose another file; if it held books once, open the newest copy in the folder “backups” beside it.',
  'not-books': 'This database belongs to another program. Nothing was changed. Choose another file.',
  'newer-version':
    'These books were last opened by a newer version of Tieout. Nothing was changed. Update Tieout to open them.',
  'older-version':
    'These books were made by an older version of Tieout and cannot be only read. Open them in Tieout once to bring them up to date.',
  damaged:
    'These books are damaged. Nothing was changed. Keep a copy of the file, and open the newest copy in the folder “backups” beside it.',
  'in-use': 'These books are open in another window of Tieout. Use that window, or close it and try again.',
  'backup-failed':
    'The copy that is made before books are brought up to date could not be written. Nothing was changed. Free some disk space and try again.',
  'migration-failed':
    'These books could not be brought up to date. They are as they were, and a copy is in the folder “backups” beside them. Open them with the version of Tieout that was used before.',
  'no-access':
    'The books could not be read or written. Nothing was changed. Check that the folder exists, that it may be written to and that the disk is not full.',
};

export function refuse(code: OpenRefusal['code'], cause: unknown = ''): OpenRefusal {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return { code, message: messages[code], detail };
}

/** SQLite's own code of an error (`SQLITE_BUSY`, `SQLITE_CORRUPT`, …) or the system's (`EACCES`); empty when none. */
export function errorCode(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause)) return '';
  return typeof cause.code === 'string' ? cause.code : '';
}

/** What an error met while opening means. */
export function refusalOf(cause: unknown): OpenRefusal {
  const code = errorCode(cause);
  if (code === 'SQLITE_NOTADB') return refuse('not-a-database', cause);
  if (code.startsWith('SQLITE_CORRUPT')) return refuse('damaged', cause);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return refuse('in-use', cause);
  return refuse('no-access', cause);
}
