import { err, ok, type Result } from '../domain/result.ts';
import type { TableRow } from '../domain/table.ts';
import { type FileRefusal, readTables } from './read-tables.ts';

const megabyte = 1024 * 1024;

/** Why a file of a person's own making was not read, in a sentence with the way out. */
const sentences: Readonly<Record<FileRefusal['code'], string>> = {
  'not-a-spreadsheet':
    'This is neither a CSV nor an .xlsx workbook. Save the table as CSV or .xlsx and choose that file.',
  damaged:
    'The file is damaged: its rows cannot be told apart. Save the table again and choose the new file.',
  encrypted: 'The workbook is protected by a password. Remove the password, save it and choose it again.',
  macros: 'The workbook carries macros. Save it as CSV or as .xlsx without macros and choose that file.',
  'too-large': 'The file is too large to be read here. Cut it into smaller files and choose them one by one.',
  'no-rows': 'The file is empty. Choose another one.',
};

/**
 * Reads a small table, CSV or .xlsx, into memory: the rows of the first sheet that has any. Refuses, with a sentence,
 * what cannot be read or is larger than these bounds; hostile files are bounded before they are opened.
 */
export async function readTable(
  bytes: Uint8Array,
  most: { readonly rows: number; readonly columns: number },
): Promise<Result<readonly TableRow[], string>> {
  const rows: TableRow[] = [];
  let sheet = -1;
  let filled = -1;
  const read = await readTables(
    bytes,
    {
      onSheet: (_, index) => {
        sheet = index;
      },
      onRow: (rowNumber, cells) => {
        if (filled === -1) filled = sheet;
        if (sheet === filled) rows.push({ rowNumber, cells });
      },
    },
    {
      fileBytes: 9 * megabyte,
      inflatedBytes: 200 * megabyte,
      rows: most.rows,
      columns: most.columns,
      cells: most.rows * most.columns,
      strings: most.rows * most.columns,
    },
  );
  if (!read.ok) return err(sentences[read.error.code]);
  return rows.length === 0 ? err(sentences['no-rows']) : ok(rows);
}
