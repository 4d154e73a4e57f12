/** A number format that puts a space between groups of digits; ids have 19 digits at most. */
const digitGroups = /^(?=[\d ]{1,25}$)\d{1,4}(?: \d{3,4})+(?: \d{1,4})?$/;

const onlyDigits = /^\d+$/;

/** An id cell without what spreadsheets and exports put around it: white space, a leading apostrophe, `="…"`. */
export function tidyId(text: string): string {
  // Nearly every id is digits alone: there is nothing to tidy.
  if (onlyDigits.test(text)) return text;
  let id = text.replace(/[\s\u00a0\u200b-\u200f\ufeff]+/g, ' ').trim();
  const formula = /^="?([^"]*)"?$/.exec(id);
  if (formula) id = formula[1] ?? '';
  id = id.replace(/^['‘’`]+/, '').trim();
  if (/[\uff10-\uff19]/.test(id)) id = id.normalize('NFKC');
  return digitGroups.test(id) ? id.replaceAll(' ', '') : id;
}

/** True for a cell that names an order or an adjustment: ids have digits, `########` and remarks have none. */
export function isId(id: string): boolean {
  return /\d/.test(id);
}

/** True for an id that says "none": `/`, `-` or nothing. */
export function isNoId(id: string): boolean {
  return /^[/\-–—]*$/.test(id);
}

/** A number format has eaten digits: `5.76461E+17`, `576461413038785000.0`, `5,76461E+17`, `576,461,413,038,785,000`. */
export function isDamagedId(id: string): boolean {
  return !onlyDigits.test(id) && /^\d+([.,]\d+)*(e\+?\d+)?$/i.test(id);
}

/**
 * Spreadsheets keep 15 digits of a number and fill the rest with zeros. One real id in a thousand ends like that too,
 * so only the share of such ids in a file tells (`checkIds` decides).
 */
export function looksShortened(id: string): boolean {
  return /^\d{16,}$/.test(id) && id.endsWith('000') && /^0+$/.test(id.slice(15));
}

/**
 * A program that reads ids as binary numbers keeps 53 bits of them and writes the nearest number it can hold. One real
 * id in nine looks like that too, so again only the share tells.
 */
export function looksRounded(id: string): boolean {
  if (!/^\d{18,}$/.test(id)) return false;
  const binary = Number(id);
  return String(binary) === id || BigInt(binary).toString() === id;
}
