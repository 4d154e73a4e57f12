import type { Cell, ExportOptions } from './options.ts';

/** Writes a table as delimited text in the wanted encoding; a nameless column has an empty header. */
export function writeCsv(rows: readonly (readonly Cell[])[], options: ExportOptions): Uint8Array {
  const separator = options.separator ?? ',';
  const quote = (cell: Cell): string => {
    const text = cell ?? '';
    const special = text.includes(separator) || /["\r\n\t]/.test(text);
    return special ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return encode(rows.map((row) => `${row.map(quote).join(separator)}\r\n`).join(''), options);
}

function encode(text: string, options: ExportOptions): Uint8Array {
  switch (options.encoding ?? 'utf-8-bom') {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'windows-1252':
      // What windows-1252 shares with Latin-1 is all the tables need; anything else becomes `?`, as it does there.
      return Buffer.from([...text].map((c) => (c > '\u00ff' ? '?' : c)).join(''), 'latin1');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
  }
}
