import { type Currency, parseCurrency } from '../money.ts';
import { err, ok, type Result } from '../result.ts';
import { codesIn, type Lines, selectLines } from './cell-table.ts';
import { headerKey, isMemo, lookUpField } from './columns.ts';
import { isUsShipping, lookUpFee } from './fee-names.ts';
import { isDamagedId, isId, isNoId, looksRounded, looksShortened, tidyId } from './file-ids.ts';
import type { Header } from './find-header.ts';
import { blocking, nameRows, note, refusal } from './problems.ts';
import { cleanText } from './text.ts';
import { emptyCode } from './text-pool.ts';
import type { SettlementProblem, SettlementRefusal } from './types.ts';

/** The sheet with the settled rows, as it stood. */
export interface Details {
  readonly sheetName: string;
  readonly header: Header;
  readonly rows: Lines;
}

/**
 * Drops what is no settlement row: padding, a header repeated in the middle, foot notes and a totals line that
 * somebody added below. Everything with an id and an amount stays. `totals` is the totals line, for comparing it with
 * the rows. vendors/settlement-exports.md §1.
 */
export function dropPadding(details: Details): {
  lines: Lines;
  notes: SettlementProblem[];
  /** The line of totals; null when there is none. */
  totals: { readonly rowNumber: number; readonly cells: readonly string[] } | null;
  /** True when the header stands between rows again: files were put together. */
  joined: boolean;
} {
  const { header, rows } = details;
  const core = (['type', 'settledOn', 'statementOn', 'settlement'] as const).flatMap(
    (field) => header.fields.get(field) ?? [],
  );
  const idColumn = header.fields.get('id') ?? 0;
  const kept = new Uint32Array(rows.length);
  let count = 0;
  const notes: SettlementProblem[] = [];
  let joined = false;
  for (let line = 0; line < rows.length; line += 1) {
    const idText = rows.text(line, idColumn);
    const isFilled = core.some((column) => isFilledCell(rows, line, column));
    if (!isFilled || !isPlainId(idText)) {
      const id = cleanText(idText);
      if (id === '' && !isFilled) continue;
      if (lookUpField(headerKey(id))?.field === 'id') {
        joined = true;
        notes.push(
          note(rows.rowNumber(line), null, 'The header is repeated here; the row holds no settlement.'),
        );
        continue;
      }
      // An id without anything else is what is left of a row that was cut off; words around a number are a remark.
      if (!isFilled && (!/\d{6}/.test(id) || /\p{L}{2}/u.test(id))) {
        const says = `"${id.slice(0, 60)}" is a remark, not a settlement row.`;
        notes.push(note(rows.rowNumber(line), null, says));
        continue;
      }
    }
    kept[count] = line;
    count += 1;
  }
  const last = kept[count - 1];
  const hasTotals = last !== undefined && count > 1 && isTotalsLine(header, rows, last);
  if (hasTotals) {
    notes.push(
      note(
        rows.rowNumber(last),
        null,
        'The last row has neither id nor date: it is a line of totals, not a settlement.',
      ),
    );
  }
  const lineCount = hasTotals ? count - 1 : count;
  return {
    lines: lineCount === rows.length ? rows : selectLines(rows, kept.slice(0, lineCount)),
    notes,
    totals: hasTotals ? { rowNumber: rows.rowNumber(last), cells: rows.cells(last) } : null,
    joined,
  };
}

const isPlainId = (text: string) => /^\d{6,}$/.test(text);

function isFilledCell(rows: Lines, line: number, column: number): boolean {
  return rows.code(line, column) !== emptyCode && cleanText(rows.text(line, column)) !== '';
}

function isTotalsLine(header: Header, rows: Lines, line: number): boolean {
  const cell = (index: number | undefined) => cleanText(rows.text(line, index ?? -1));
  const id = cell(header.fields.get('id'));
  const dated = cell(header.fields.get('settledOn')) + cell(header.fields.get('statementOn'));
  return dated === '' && !/\d/.test(id) && !/\d/.test(cell(header.fields.get('type')));
}

/** One currency for the whole file: from its column, else from Reports. */
export function decideCurrency(
  header: Header,
  lines: Lines,
  reportText: string | null,
): Result<Currency, SettlementRefusal> {
  const column = header.fields.get('currency');
  const rowsBy = new Map<string, number[]>();
  if (column !== undefined) {
    const stated = new Map(
      codesIn(lines, [column]).map((code) => [code, cleanText(lines.pool.texts[code] ?? '').toUpperCase()]),
    );
    for (const text of stated.values()) if (!isNoId(text)) rowsBy.set(text, []);
    for (let line = 0; rowsBy.size > 1 && line < lines.length; line += 1)
      rowsBy.get(stated.get(lines.code(line, column)) ?? '')?.push(lines.rowNumber(line));
  }
  if (rowsBy.size > 1) {
    const named = [...rowsBy].slice(0, mostNamed);
    const parts = named.map(([code, rows]) => `${shorten(code)} (${nameRows(rows, 3)})`);
    if (rowsBy.size > mostNamed) parts.push(`${rowsBy.size - mostNamed} more`);
    return err(
      refusal(
        'mixed-currencies',
        `The file mixes currencies: ${parts.join(', ')}. Export each currency by itself and load the files one by one.`,
      ),
    );
  }
  const text = [...rowsBy.keys()][0] ?? reportText ?? '';
  const currency = parseCurrency(text);
  if (currency !== null) return ok(currency);
  const said =
    text === '' ? 'The file names no currency' : `The file's currency "${shorten(text)}" is no currency code`;
  return err(
    refusal(
      'unreadable-values',
      `${said}, so its amounts mean nothing. Load the original export, with its Currency column.`,
    ),
  );
}

/** How many currencies of a damaged column a message names, and how much of each: a cell can hold anything. */
const mostNamed = 5;

function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 20)}…`;
}

const shortenedShare = 0.5;
/** Twenty ids that all look rounded by chance: one file in 10^19. */
const roundedShare = 0.95;
const roundedLines = 20;

/** Ids that a spreadsheet has turned into numbers are lost for good: the file is refused, never guessed. */
export function checkIds(
  header: Header,
  lines: Lines,
): { refused: SettlementRefusal | null; notes: SettlementProblem[] } {
  const column = header.fields.get('id') ?? 0;
  const name = header.names[column] ?? null;
  const wayOut =
    'A spreadsheet program has turned the ids into numbers and cut off digits, so the orders cannot be found. Load the original .xlsx export; to keep a CSV, format the id column as text before saving it.';
  const damaged: number[] = [];
  const shortened: number[] = [];
  const rounded: number[] = [];
  // Whether an id is rounded takes long to say, and nothing follows from it once so many are not.
  const mostExact = lines.length * (1 - roundedShare);
  let exact = 0;
  for (let line = 0; line < lines.length; line += 1) {
    const id = tidyId(lines.text(line, column));
    if (isDamagedId(id)) damaged.push(lines.rowNumber(line));
    else if (looksShortened(id)) shortened.push(lines.rowNumber(line));
    if (exact > mostExact) continue;
    if (looksRounded(id)) rounded.push(lines.rowNumber(line));
    else exact += 1;
  }
  const list = (rows: readonly number[], says: string) =>
    rows.slice(0, 100).map((row) => blocking(row, name, says));
  if (damaged.length > 0) {
    return {
      refused: refusal(
        'damaged-ids',
        `The order ids in ${nameRows(damaged)} are damaged. ${wayOut}`,
        list(damaged, 'The id is written as a shortened number.'),
      ),
      notes: [],
    };
  }
  if (shortened.length > lines.length * shortenedShare) {
    return {
      refused: refusal(
        'damaged-ids',
        `The order ids in ${nameRows(shortened)} end in zeros from the 16th digit on. ${wayOut}`,
        list(shortened, 'The digits after the 15th are all zero.'),
      ),
      notes: [],
    };
  }
  if (lines.length >= roundedLines && rounded.length >= lines.length * roundedShare) {
    return {
      refused: refusal(
        'damaged-ids',
        `The order ids in ${nameRows(rounded)} are all rounded to numbers that a program can hold. ${wayOut}`,
        list(rounded, 'The last digits of the id are rounded.'),
      ),
      notes: [],
    };
  }
  // One id in a thousand ends in three zeros by chance; more than that deserves a look.
  const many = shortened.length >= 3 && shortened.length > lines.length * 0.02;
  const notes = many
    ? [
        blocking(
          shortened[0] ?? null,
          name,
          `The ids in ${nameRows(shortened)} end in zeros from the 16th digit on, as after a spreadsheet cut off digits. Compare them with the original export.`,
        ),
      ]
    : [];
  const relatedColumn = header.fields.get('relatedOrderId');
  const rows = relatedColumn === undefined ? [] : damagedRows(lines, relatedColumn);
  if (relatedColumn !== undefined && rows.length > 0) {
    notes.push(
      note(
        rows[0] ?? null,
        header.names[relatedColumn] ?? null,
        `The related order ids in ${nameRows(rows)} were shortened by a spreadsheet program. Adjustments there are booked without their order.`,
      ),
    );
  }
  const sku = header.fields.get('skuId');
  if (sku !== undefined && damagedRows(lines, sku).length > 0) {
    notes.push(
      note(
        null,
        header.names[sku] ?? null,
        'The SKU ids were shortened by a spreadsheet program. Amounts and orders are not touched by this.',
      ),
    );
  }
  return { refused: null, notes };
}

function damagedRows(lines: Lines, column: number): number[] {
  const rows: number[] = [];
  for (let line = 0; line < lines.length; line += 1)
    if (isDamagedId(tidyId(lines.text(line, column)))) rows.push(lines.rowNumber(line));
  return rows;
}

/** Positions of columns by what they are: fees by name, and those no table knows. */
export function sortColumns(header: Header, lines: Lines): { known: number[]; unnamed: number[] } {
  const known: number[] = [];
  const unnamed: number[] = [];
  const fieldColumns = new Set(header.fields.values());
  header.keys.forEach((key, index) => {
    if (fieldColumns.has(index)) return;
    if (key === '') {
      if (codesIn(lines, [index]).some((code) => cleanText(lines.pool.texts[code] ?? '') !== ''))
        unnamed.push(index);
      return;
    }
    if (header.duplicates.includes(index)) {
      if (lookUpFee(key) !== null) unnamed.push(index);
      return;
    }
    if (lookUpField(key) !== null || isMemo(key)) return;
    if (lookUpFee(key) !== null || (header.isUs && isUsShipping(key))) known.push(index);
    else unnamed.push(index);
  });
  return { known, unnamed };
}

/** Columns that appear twice: harmless when equal or without effect, otherwise nobody can say which one counts. */
export function checkDuplicates(header: Header, lines: Lines): SettlementProblem[] {
  const fieldColumns = new Set(header.fields.values());
  return header.duplicates.map((index) => {
    const name = header.names[index] ?? '';
    const first = header.keys.indexOf(header.keys[index] ?? '');
    if (!fieldColumns.has(first) || isSameColumn(lines, index, first)) {
      return note(null, name, `The column "${name}" is there twice; the first one is read.`);
    }
    return blocking(
      null,
      name,
      `The column "${name}" is there twice with different values, so it is unclear which one counts. Load the original export.`,
    );
  });
}

function isSameColumn(lines: Lines, one: number, other: number): boolean {
  for (let line = 0; line < lines.length; line += 1)
    if (lines.text(line, one) !== lines.text(line, other)) return false;
  return true;
}

/** Rows without an id cannot be told apart from each other, so they cannot be loaded. */
export function missingIds(header: Header, lines: Lines): SettlementProblem[] {
  const column = header.fields.get('id') ?? 0;
  const problems: SettlementProblem[] = [];
  for (let line = 0; line < lines.length && problems.length < 100; line += 1) {
    const id = tidyId(lines.text(line, column));
    if (isId(id)) continue;
    const message = isNoId(id)
      ? 'The row has no order or adjustment id.'
      : `"${id.slice(0, 40)}" is not an order or adjustment id.`;
    problems.push(blocking(lines.rowNumber(line), header.names[column] ?? null, message));
  }
  return problems;
}
