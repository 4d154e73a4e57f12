import { strFromU8, unzipSync } from 'fflate';

/**
 * Reads a workbook the way a careful person would: sheets by name, cells by reference, `<dimension>` ignored.
 * Shares nothing with the writer.
 */
export function readTinyXlsx(bytes: Uint8Array): Map<string, Map<string, string>[]> {
  const files = unzipSync(bytes);
  const file = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const strings = [...file('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([\s\S]*?)<\/t><\/si>/g)].map((m) =>
    plain(m[1] ?? ''),
  );
  const sheets = new Map<string, Map<string, string>[]>();
  for (const [index, match] of [...file('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].entries()) {
    const rows = new Map<number, Map<string, string>>();
    const xml = file(`xl/worksheets/sheet${index + 1}.xml`);
    for (const cell of xml.matchAll(/<c r="([A-Z]+)(\d+)"[^>]*t="s"[^>]*><v>(\d+)<\/v><\/c>/g)) {
      const row = Number(cell[2]);
      const cells = rows.get(row) ?? new Map<string, string>();
      cells.set(cell[1] ?? '', strings[Number(cell[3])] ?? '');
      rows.set(row, cells);
    }
    sheets.set(
      plain(match[1] ?? ''),
      [...rows].sort(([a], [b]) => a - b).map(([, cells]) => cells),
    );
  }
  return sheets;
}

const plain = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** `-12.3` → -1230; only what the exports write. */
export function cents(text: string | undefined): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text ?? '');
  if (match === null) throw new Error(`no amount: ${text}`);
  const size = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0') || '0');
  return match[1] === '-' ? 0 - size : size;
}
