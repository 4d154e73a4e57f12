/** More lines than one posting takes are not read. */
const mostLines = 5000;

/**
 * Item codes from the clipboard: the first cell of each line, empty where a line has none (its row is left alone). The
 * apostrophe that keeps a spreadsheet from running a code as a formula (grid/tsv.ts) is not part of the code.
 */
export function pastedCodes(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).slice(0, mostLines);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.split('\t')[0] ?? '').trim().replace(/^'(?=\s*[=+@-])/, ''));
}

/** The item a written code means: the same code, else one that differs only in upper and lower case. */
export function matchCode<Item extends { readonly code: string }>(
  items: readonly Item[],
  code: string,
): Item | undefined {
  const lower = code.toLowerCase();
  return items.find((item) => item.code === code) ?? items.find((item) => item.code.toLowerCase() === lower);
}
