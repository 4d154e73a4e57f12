import { inflateRawSync } from 'node:zlib';
import { readTables } from '../../app/files/read-tables.ts';
import { call, isRecord, loadRival, member } from './rival.ts';

/** Cells of the first sheet as text, by row and column; rows and cells without text may be missing at the end. */
export type Cells = (readonly string[])[];

export interface XlsxReader {
  readonly name: string;
  /** Null = not installed. */
  readonly open: () => Promise<((bytes: Uint8Array) => Promise<Cells>) | null>;
}

async function readOurs(bytes: Uint8Array): Promise<Cells> {
  const cells: Cells = [];
  let sheet = 0;
  const read = await readTables(bytes, {
    onSheet: (_, index) => {
      sheet = index;
    },
    onRow: (rowNumber, row) => {
      if (sheet === 0) cells[rowNumber - 1] = row;
    },
  });
  if (!read.ok) throw new Error(read.error.message);
  return cells;
}

const toText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value === true) return 'TRUE';
  if (value === false) return 'FALSE';
  if (!isRecord(value)) return String(value);
  if (Array.isArray(value.richText))
    return value.richText.map((run: unknown) => String(isRecord(run) ? run.text : '')).join('');
  return 'result' in value ? toText(value.result) : 'value' in value ? toText(value.value) : String(value);
};

const toCells = (rows: unknown): Cells => {
  if (!Array.isArray(rows)) throw new Error('A rival gave no rows.');
  return rows.map((row: unknown) => (Array.isArray(row) ? Array.from(row, toText) : []));
};

/** As the library's own README says, and told to do as little as it can be told. */
export const xlsxReaders: readonly XlsxReader[] = [
  { name: 'Tieout', open: async () => readOurs },
  {
    name: 'exceljs',
    open: async () => {
      const library = await loadRival('exceljs');
      if (!library) return null;
      return async (bytes) => {
        const Workbook = member(library, 'default', 'Workbook');
        if (typeof Workbook !== 'function') throw new Error('exceljs has no Workbook.');
        const workbook: unknown = Reflect.construct(Workbook, []);
        await call(member(workbook, 'xlsx'), 'load', Buffer.from(bytes));
        const cells: Cells = [];
        call(member(workbook, 'worksheets', '0'), 'eachRow', (row: unknown, number: number) => {
          const values = member(row, 'values');
          cells[number - 1] = Array.isArray(values) ? Array.from(values.slice(1), toText) : [];
        });
        return cells;
      };
    },
  },
  {
    name: 'SheetJS (@e965/xlsx)',
    open: async () => {
      const library = await loadRival('@e965/xlsx');
      if (!library) return null;
      const owner = 'read' in library ? library : member(library, 'default');
      return async (bytes) => {
        // `nodim`: the used range from the cells, not from `<dimension>`, which is false in real exports.
        const workbook = call(owner, 'read', bytes, { type: 'array', dense: true, nodim: true });
        const sheet = member(workbook, 'Sheets', String(member(workbook, 'SheetNames', '0')));
        return toCells(
          call(member(owner, 'utils'), 'sheet_to_json', sheet, { header: 1, raw: true, blankrows: true }),
        );
      };
    },
  },
  {
    name: 'read-excel-file',
    open: async () => {
      const library = await loadRival('read-excel-file/node');
      if (!library) return null;
      return async (bytes) => toCells(await call(library, 'readSheet', Buffer.from(bytes)));
    },
  },
  {
    name: 'hucre',
    open: async () => {
      const library = await loadRival('hucre/xlsx');
      if (!library) return null;
      return async (bytes) => toCells(member(await call(library, 'readXlsx', bytes), 'sheets', '0', 'rows'));
    },
  },
];

/** One part of a zip container, unpacked at once. */
function unpack(bytes: Buffer, name: string): Buffer {
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const nameLength = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = bytes.readUInt32LE(at + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      return inflateRawSync(bytes.subarray(start, start + bytes.readUInt32LE(at + 20)));
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  throw new Error(`There is no ${name}.`);
}

/**
 * The fastest reader that is right on a workbook whose cells are all shared strings, and on nothing else: parts unpacked
 * whole, four searches for bytes a cell, no check of anything.
 */
export function* readStraight(file: Uint8Array): Generator<string[]> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const strings = unpack(bytes, 'xl/sharedStrings.xml')
    .toString('utf8')
    .split('</t></si>')
    .map((text) => text.slice(text.lastIndexOf('>') + 1))
    .map((text) =>
      text.includes('&')
        ? text
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&quot;', '"')
            .replaceAll('&amp;', '&')
        : text,
    );
  const sheet = unpack(bytes, 'xl/worksheets/sheet1.xml');
  let cells: string[] = [];
  for (let at = sheet.indexOf('<sheetData>') + 11; at < sheet.length; at += 1) {
    if (sheet[at] !== 60) continue;
    const letter = sheet[at + 1];
    if (letter === 99) {
      at += 6;
      let column = 0;
      for (let code = sheet[at] ?? 0; code >= 65; at += 1, code = sheet[at] ?? 0)
        column = column * 26 + code - 64;
      while (sheet[at] !== 62) at += 1;
      at += 4;
      let index = 0;
      for (let code = sheet[at] ?? 0; code !== 60; at += 1, code = sheet[at] ?? 0)
        index = index * 10 + code - 48;
      while (cells.length < column - 1) cells.push('');
      cells[column - 1] = strings[index] ?? '';
      at += 7;
    } else if (letter === 47) {
      if (sheet[at + 2] !== 114) return;
      yield cells;
      cells = [];
      at += 5;
    } else {
      while (sheet[at] !== 62) at += 1;
    }
  }
}
