import { strToU8, Zip, ZipDeflate } from 'fflate';
import { describe, expect, test } from 'vitest';
import { collectTables } from './testing/collect-tables.ts';
import { asZip64, type TestCell, type WriterOptions, writeXlsx } from './testing/xlsx-writer.ts';

const rows = [
  ['Name ', 'Ämount & <more>', 'Übung\tx'],
  ['571234567890123456', '-12.50', ''],
  [],
  ['', '', 'alone'],
];
const expected = {
  1: ['Name ', 'Ämount & <more>', 'Übung\tx'],
  2: ['571234567890123456', '-12.50'],
  4: ['', '', 'alone'],
};

describe('every way of writing a workbook gives the same rows', () => {
  const ways: Record<string, WriterOptions> = {
    'shared strings': {},
    'inline strings': { strings: 'inline' },
    'formula strings': { strings: 'str' },
    'a row element for each cell': { rowPerCell: true },
    'cells out of order': { reverseCells: true },
    'a namespace prefix': { prefix: 'x' },
    'strict namespaces': { strict: true },
    'strict namespaces with a prefix and inline strings': { strict: true, prefix: 's', strings: 'inline' },
    'absolute targets': { absoluteTargets: true },
    'upper-case part names': { upperCaseParts: true },
    'UTF-16 parts': { utf16: true, prologue: '<?xml version="1.0" encoding="UTF-16"?>' },
    'stored entries': { stored: true },
  };
  for (const [name, options] of Object.entries(ways)) {
    test(name, async () => {
      const { sheets, result } = await collectTables(
        writeXlsx([{ name: 'A', rows, dimension: 'A1:A1' }], options),
      );
      expect(result).toMatchObject({ ok: true, value: { format: 'xlsx' } });
      expect(sheets).toEqual([{ name: 'A', rows: expected }]);
    });
  }

  test('missing references count on from the cell and row before', async () => {
    const dense = [
      ['a', 'b'],
      ['c', 'd'],
    ];
    const { sheets } = await collectTables(writeXlsx([{ name: 'A', rows: dense }], { omitReferences: true }));
    expect(sheets[0]?.rows).toEqual({ 1: ['a', 'b'], 2: ['c', 'd'] });
  });

  test('a zip64 directory', async () => {
    expect((await collectTables(asZip64(writeXlsx([{ name: 'A', rows }])))).sheets[0]?.rows).toEqual(
      expected,
    );
  });

  test('bytes before the container', async () => {
    const zip = writeXlsx([{ name: 'A', rows }]);
    const shifted = new Uint8Array(zip.length + 4);
    shifted.set([0x50, 0x4b, 0x03, 0x04]);
    shifted.set(zip, 4);
    expect((await collectTables(shifted)).sheets[0]?.rows).toEqual(expected);
  });

  test('data descriptors instead of sizes in the local headers', async () => {
    const chunks: Uint8Array[] = [];
    const zip = new Zip((error, chunk) => {
      if (error) throw error;
      chunks.push(chunk);
    });
    const parts = {
      'xl/workbook.xml': '<workbook><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/one.xml"/></Relationships>',
      'xl/worksheets/one.xml':
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>there</t></is></c></row></sheetData></worksheet>',
    };
    for (const [name, xml] of Object.entries(parts)) {
      const entry = new ZipDeflate(name);
      zip.add(entry);
      entry.push(strToU8(xml), true);
    }
    zip.end();
    expect((await collectTables(new Uint8Array(Buffer.concat(chunks)))).sheets).toEqual([
      { name: 'S', rows: { 1: ['there'] } },
    ]);
  });

  test('sheets come in the order of the tabs, hidden ones too', async () => {
    const { sheets, result } = await collectTables(
      writeXlsx([
        { name: 'Z & Z', rows: [['1']] },
        { name: 'hidden', rows: [['2']], hidden: true },
        { name: 'empty', rows: [] },
      ]),
    );
    expect(sheets.map((sheet) => sheet.name)).toEqual(['Z & Z', 'hidden', 'empty']);
    expect(result.ok && result.value.sheets.map((sheet) => sheet.hidden)).toEqual([false, true, false]);
  });
});

describe('cells', () => {
  const read = async (cell: string, options: WriterOptions = {}): Promise<string | undefined> => {
    const cells: TestCell[] = [{ xml: cell }];
    const { sheets, result } = await collectTables(writeXlsx([{ name: 'A', rows: [cells] }], options));
    expect(result).toMatchObject({ ok: true });
    return sheets[0]?.rows[1]?.[0];
  };

  test.each([
    ['numbers as written', '<~c@><~v>576461413038785752</~v></~c>', '576461413038785752'],
    [
      'a number that lost digits stays visibly damaged',
      '<~c@><~v>5.7646141303878579E+17</~v></~c>',
      '5.7646141303878579E+17',
    ],
    [
      'binary noise is left to the reader above',
      '<~c@><~v>61.970000000000006</~v></~c>',
      '61.970000000000006',
    ],
    ['a large number with an exponent is whole', '<~c@><~v>-1.2345678E7</~v></~c>', '-12345678'],
    ['a short exponent adds zeros', '<~c@><~v>2.0E7</~v></~c>', '20000000'],
    ['an exponent keeps the decimals', '<~c@><~v>1.234567891E7</~v></~c>', '12345678.91'],
    ['a formula that was never calculated shows itself', '<~c@><~f>SUM(A2:A9)</~f><~v/></~c>', '=SUM(A2:A9)'],
    ['a formula that gives an empty text', '<~c@ t="str"><~f>""</~f><~v></~v></~c>', undefined],
    ['a formula gives its value', '<~c@><~f>1+1</~f><~v>2</~v></~c>', '2'],
    ['true', '<~c@ t="b"><~v>1</~v></~c>', 'TRUE'],
    ['errors', '<~c@ t="e"><~v>#REF!</~v></~c>', '#REF!'],
    ['ISO dates', '<~c@ t="d"><~v>2026-02-16T00:00:00</~v></~c>', '2026-02-16T00:00:00'],
    [
      'runs of rich text',
      '<~c@ t="inlineStr"><~is><~r><~t>ab</~t></~r><~r><~t xml:space="preserve"> c</~t></~r></~is></~c>',
      'ab c',
    ],
    [
      'phonetic guides are no text',
      '<~c@ t="inlineStr"><~is><~t>東京</~t><~rPh sb="0" eb="2"><~t>トウキョウ</~t></~rPh></~is></~c>',
      '東京',
    ],
    ['escaped characters', '<~c@ t="str"><~v>a_x0009_b_x005F_x0009_</~v></~c>', 'a\tb_x0009_'],
    ['CDATA', '<~c@ t="str"><~v><![CDATA[a<b]]></~v></~c>', 'a<b'],
    ['an inline string without its type', '<~c@><~is><~t>text</~t></~is></~c>', 'text'],
  ])('%s', async (_, cell, text) => {
    expect(await read(cell)).toBe(text);
  });

  test.each([
    ['yyyy\\-mm\\-dd', '46069', '2026/02/16'],
    ['dd/mm/yy hh:mm', '46069.5', '2026/02/16 12:00:00'],
    ['[$-409]d\\-mmm\\-yyyy;@', '46069', '2026/02/16'],
    ['#,##0.00 "days"', '46069', '46069'],
    ['[h]:mm:ss', '46069', '46069'],
    ['General', '46069', '46069'],
  ])('a number in a cell formatted %s', async (format, value, text) => {
    expect(await read(`<~c@ s="1"><~v>${value}</~v></~c>`, { formats: [format] })).toBe(text);
  });

  test('the 1904 day count', async () => {
    const options = { formats: ['yyyy-mm-dd'], date1904: true };
    expect(await read('<~c@ s="1"><~v>44607</~v></~c>', options)).toBe('2026/02/16');
  });

  test('newer settings of the same name leave the day count alone', async () => {
    const bytes = writeXlsx([{ name: 'A', rows: [[{ xml: '<~c@ s="1"><~v>44607</~v></~c>' }]] }], {
      extraParts: {
        'xl/workbook.xml':
          '<workbook><workbookPr date1904="1"/><sheets><sheet name="A" r:id="s1"/></sheets><extLst><ext><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>',
      },
    });
    expect((await collectTables(bytes)).sheets[0]?.rows[1]).toEqual(['2026/02/16']);
  });

  test('a workbook without the list of texts is read when no cell refers to it', async () => {
    const number = { xml: '<~c@><~v>5</~v></~c>' };
    const bytes = writeXlsx([{ name: 'A', rows: [[number]] }], { withoutParts: ['xl/sharedStrings.xml'] });
    expect((await collectTables(bytes)).sheets[0]?.rows).toEqual({ 1: ['5'] });
  });

  test('the built-in date format', async () => {
    expect(await read('<~c@ s="1"><~v>46069</~v></~c>')).toBe('2026/02/16');
  });
});
