import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { collectTables } from './testing/collect-tables.ts';
import { writeXlsx } from './testing/xlsx-writer.ts';

const workbook = writeXlsx([{ name: 'A', rows: [['one', 'two']] }]);

async function refusalOf(bytes: Uint8Array, limits = {}): Promise<{ code: string; message: string }> {
  const { result } = await collectTables(bytes, limits);
  if (result.ok) throw new Error('The bytes were read');
  return result.error;
}

function ole(...streams: string[]): Uint8Array {
  const names = Buffer.concat(streams.map((name) => Buffer.from(name, 'utf16le')));
  return new Uint8Array(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), names]));
}

describe('what is no spreadsheet is named for what it is', () => {
  test.each([
    ['an old .xls', ole('Workbook'), 'not-a-spreadsheet', /old \.xls format/],
    ['a password', ole('EncryptionInfo', 'EncryptedPackage'), 'encrypted', /password/],
    ['a Word file of old', ole('WordDocument'), 'not-a-spreadsheet', /older Office/],
    ['a PDF', strToU8('%PDF-1.7 …'), 'not-a-spreadsheet', /PDF/],
    ['a web page', strToU8('\n<!DOCTYPE html><html>'), 'not-a-spreadsheet', /web page/],
    ['a table as .xls', strToU8('<table><tr><td>1'), 'not-a-spreadsheet', /web page/],
    [
      'a web page in UTF-16',
      new Uint8Array(Buffer.from('\ufeff<html>', 'utf16le')),
      'not-a-spreadsheet',
      /web page/,
    ],
    [
      'a page that starts with its settings',
      strToU8('<meta charset="utf-8"><table>'),
      'not-a-spreadsheet',
      /web page/,
    ],
    ['a web archive', strToU8('MIME-Version: 1.0\r\n\r\n<html>'), 'not-a-spreadsheet', /web archive/],
    ['JSON', strToU8('{"code": 0}'), 'not-a-spreadsheet', /JSON/],
    ['XML', strToU8('<?xml version="1.0"?><a/>'), 'not-a-spreadsheet', /XML/],
    ['a PNG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'not-a-spreadsheet', /PNG/],
    ['a gzip', new Uint8Array([0x1f, 0x8b, 8, 0]), 'not-a-spreadsheet', /gzip/],
    ['nothing', new Uint8Array(), 'no-rows', /0 bytes/],
    ['zeros', new Uint8Array(4096), 'damaged', /zero bytes/],
    ['control characters', strToU8('a,b\n\u0001\u0002,c'), 'not-a-spreadsheet', /neither/],
    ['zero bytes in the middle', strToU8('a,b\n1,\u0000\u0000\n3,4'), 'damaged', /zero bytes/],
    ['a Word document', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'not-a-spreadsheet', /Word/],
    ['OpenDocument', zipSync({ 'content.xml': strToU8('<a/>') }), 'not-a-spreadsheet', /OpenDocument/],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'not-a-spreadsheet', /\.xlsb/],
    ['a zip of exports', zipSync({ 'Income.xlsx': strToU8('x') }), 'not-a-spreadsheet', /holds Income\.xlsx/],
  ])('%s', async (_, bytes, code, message) => {
    const refusal = await refusalOf(bytes);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
  });
});

describe('damaged and dangerous workbooks', () => {
  test('every cut of a workbook is refused as damaged', async () => {
    for (let length = 4; length < workbook.length; length += 97) {
      expect((await refusalOf(workbook.subarray(0, length))).code).toBe('damaged');
    }
  });

  test('a flipped byte inside a part does not pass the checksum', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [['abcdefgh']] }], { strings: 'inline', stored: true });
    const at = Buffer.from(bytes).indexOf('abcdefgh');
    bytes[at] = 0x58;
    expect(await refusalOf(bytes)).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('checksum'),
    });
  });

  test('macros', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [['1']] }], { extraParts: { 'xl/vbaProject.bin': 'x' } });
    expect((await refusalOf(bytes)).code).toBe('macros');
  });

  test('a document type, with or without entities', async () => {
    const prologue = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>';
    expect((await refusalOf(writeXlsx([{ name: 'A', rows: [['1']] }], { prologue }))).code).toBe('damaged');
  });

  test.each(['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/_rels/workbook.xml.rels'])(
    'without %s',
    async (part) => {
      const bytes = writeXlsx([{ name: 'A', rows: [['1']] }], { withoutParts: [part] });
      expect((await refusalOf(bytes)).code).toBe('damaged');
    },
  );

  test('a cell that points at no text', async () => {
    const cell = { xml: '<~c@ t="s"><~v>99</~v></~c>' };
    expect((await refusalOf(writeXlsx([{ name: 'A', rows: [[cell]] }]))).code).toBe('damaged');
  });

  test('an encrypted entry', async () => {
    const bytes = workbook.slice();
    const directory = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    for (let at = directory; at !== -1; ) {
      bytes[at + 8] = (bytes[at + 8] ?? 0) | 1;
      at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]), at + 1);
    }
    expect((await refusalOf(bytes)).code).toBe('encrypted');
  });

  test('the same part twice', async () => {
    const bytes = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'XL/Workbook.xml': strToU8('<workbook/>'),
    });
    expect((await refusalOf(bytes)).code).toBe('damaged');
  });
});

describe('limits', () => {
  const long = writeXlsx([{ name: 'A', rows: Array.from({ length: 60 }, () => ['x', 'y', 'z']) }]);

  test.each([
    ['bytes of the file', { fileBytes: 100 }],
    ['inflated bytes', { inflatedBytes: 1000 }],
    ['rows', { rows: 59 }],
    ['columns', { columns: 2 }],
    ['cells', { cells: 179 }],
    ['texts', { strings: 2 }],
  ])('%s', async (_, limits) => {
    expect((await refusalOf(long, limits)).code).toBe('too-large');
    expect((await collectTables(long, { rows: 60, columns: 3, cells: 180, strings: 3 })).result.ok).toBe(
      true,
    );
  });

  test('a part that lies about its size is stopped by what it really inflates to', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [['1']] }], {
      extraParts: { 'xl/styles.xml': `<styleSheet>${' '.repeat(200_000)}</styleSheet>` },
    });
    const directory = Buffer.from(bytes);
    const entry = directory.lastIndexOf('xl/styles.xml') - 46;
    expect(directory.readUInt32LE(entry)).toBe(0x02014b50);
    directory.writeUInt32LE(10, entry + 24);
    expect((await refusalOf(new Uint8Array(directory), { inflatedBytes: 100_000 })).code).toBe('too-large');
  });

  test('a part that grows beyond reason is a bomb', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [['1']] }], {
      extraParts: { 'xl/styles.xml': `<styleSheet>${' '.repeat(70 * 1024 * 1024)}</styleSheet>` },
    });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await refusalOf(bytes)).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('unpacks'),
    });
  });

  test('a row of few cells far to the right counts its padding', async () => {
    const cell = { xml: '<~c r="XFD1" t="str"><~v>x</~v></~c>' };
    expect((await refusalOf(writeXlsx([{ name: 'A', rows: [[cell]] }]), { cells: 16_000 })).code).toBe(
      'too-large',
    );
  });

  test('rows of a CSV', async () => {
    expect((await refusalOf(strToU8('a,b\n'.repeat(5)), { rows: 4 })).code).toBe('too-large');
  });
});
