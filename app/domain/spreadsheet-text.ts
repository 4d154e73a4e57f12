/**
 * Text as cells of a CSV that people open in a spreadsheet: no cell runs as a formula, and none is taken for a number
 * that loses its leading zeros or its last digits. The guard is an apostrophe, and `unguard` takes it off again.
 */
export function guard(text: string): string {
  const flat = text.replaceAll(/[\t\r\n]+/g, ' ');
  return needsGuard(flat) ? `'${flat}` : flat;
}

/** What `guard` wrote, as it was; an apostrophe in front of anything else belongs to the text. */
export function unguard(cell: string): string {
  return cell.startsWith("'") && needsGuard(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Would run as a formula in a spreadsheet. A plain negative number does not. */
export function isFormulaLike(text: string): boolean {
  return /^\s*[=+@]/.test(text) || (/^\s*-/.test(text) && !/^-[\d,.]+$/.test(text));
}

function needsGuard(text: string): boolean {
  if (isFormulaLike(text)) return true;
  // An apostrophe of the text's own, in front of what needs a guard, would be taken for the guard.
  if (text.startsWith("'")) return needsGuard(text.slice(1));
  const isNumber = /^\s*\d[\d.,]*(?:e[+-]?\d+)?\s*$/i.test(text);
  return isNumber && (/^\s*0\d/.test(text) || /e/i.test(text) || text.replace(/\D/g, '').length > 11);
}

/** Rows as CSV: a byte order mark, without which spreadsheets take UTF-8 for something else, and RFC 4180 lines. */
export function toCsvText(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => cells.map(toField).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Quoted also where another delimiter stands in it, so that no reader takes that one for the file's. */
function toField(text: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
