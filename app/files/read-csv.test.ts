import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDelimiter } from './csv.ts';
import { readTables } from './read-tables.ts';
import { collectTables } from './testing/collect-tables.ts';

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));
const rowsOf = async (bytes: Uint8Array) => (await collectTables(bytes)).sheets[0]?.rows;

describe('encodings', () => {
  const text = 'Name,Größe\nÄ,1\n';
  const expected = { 1: ['Name', 'Größe'], 2: ['Ä', '1'] };

  test.each([
    ['utf-8', bytesOf(text)],
    ['utf-8', bytesOf(`\ufeff${text}`)],
    ['utf-16le', bytesOf(text, 'utf16le')],
    ['utf-16le', bytesOf(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', new Uint8Array(Buffer.from(text, 'utf16le').swap16())],
    ['utf-16be', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())],
    ['windows-1252', bytesOf(text, 'latin1')],
  ])('%s', async (encoding, bytes) => {
    const { sheets, result } = await collectTables(bytes);
    expect(result).toMatchObject({ ok: true, value: { format: 'csv', encoding, delimiter: ',' } });
    expect(sheets).toEqual([{ name: '', rows: expected }]);
  });

  test('Chinese text of a Chinese spreadsheet', async () => {
    // 订单,金额,货币,类型 in GB 18030.
    const bytes = new Uint8Array(
      Buffer.from('b6a9b5a52cbdf0b6ee2cbbf5b1d22cc0e0d0cd0a312c322c332c340a', 'hex'),
    );
    expect((await rowsOf(bytes))?.[1]).toEqual(['订单', '金额', '货币', '类型']);
  });

  test('a last character cut in two shows that the end is missing', async () => {
    const cut = { ok: false, error: { code: 'damaged', message: expect.stringContaining('cut off') } };
    const bytes = bytesOf('Größe,b\nä,x');
    expect((await collectTables(new Uint8Array([...bytes, 0xc3]))).result).toMatchObject(cut);
    expect((await collectTables(bytesOf('\ufeffa,b\nc,d', 'utf16le').subarray(0, 15))).result).toMatchObject(
      cut,
    );
  });

  test('a last character of Windows-1252 is not taken for half of another', async () => {
    expect(await rowsOf(bytesOf('a,b\n1,Caf\u00e9', 'latin1'))).toEqual({ 1: ['a', 'b'], 2: ['1', 'Café'] });
  });

  test('zero bytes and Ctrl-Z after the end are padding', async () => {
    expect(await rowsOf(bytesOf('a,b\n1,2\n\u001a\u0000\u0000\u0000'))).toEqual({
      1: ['a', 'b'],
      2: ['1', '2'],
    });
    expect(await rowsOf(new Uint8Array([...bytesOf('a,b\n', 'utf16le'), 0, 0, 0, 0]))).toEqual({
      1: ['a', 'b'],
    });
  });
});

describe('shape', () => {
  test.each(['\n', '\r\n', '\r'])('line ends %j', async (end) => {
    expect(await rowsOf(bytesOf(['a,b', '1,"x ""y"" z"', '', '3,4', ''].join(end)))).toEqual({
      1: ['a', 'b'],
      2: ['1', 'x "y" z'],
      4: ['3', '4'],
    });
  });

  test('a quoted cell keeps its line breaks and is one row', async () => {
    expect(await rowsOf(bytesOf('a,b\r\n"one\r\ntwo",2\r\n3,4'))).toEqual({
      1: ['a', 'b'],
      2: ['one\ntwo', '2'],
      3: ['3', '4'],
    });
  });

  test.each([
    ['a,b,c\n1;5,2,3\n', ','],
    ['a;b;c\n"1,5";"2,5,5,5,5";3,7\n', ';'],
    ['a\tb\tc\n1,5\t2,5\t3,5\n', '\t'],
    ['a|b|c\n1|2|3\n', '|'],
    ['"last, first, middle";b;c;d;e\n', ';'],
    ['Report of May, with notes\n\na;b;c;d\n', ';'],
    ['one column\nonly\n', ','],
  ])('the delimiter of %j', async (head, delimiter) => {
    expect(detectDelimiter(head)).toEqual({ delimiter, skip: 0 });
  });

  test('a stated delimiter wins and its line is no row', async () => {
    expect(await rowsOf(bytesOf('sep=;\r\na,b;c\r\n1,2;3'))).toEqual({ 1: ['a,b', 'c'], 2: ['1,2', '3'] });
  });

  test('a file that ends inside quotes is cut off', async () => {
    expect((await collectTables(bytesOf('a,b\n1,"two\n3,4\n'))).result).toMatchObject({
      ok: false,
      error: { code: 'damaged' },
    });
  });

  test('a last row that stops early is cut off, whichever way the line before it ends', async () => {
    for (const text of ['a,b,c\n1,2,3\n4,5', 'a,b,c\r\n1,2,3\r\n4', 'a,b,c\n1']) {
      expect((await collectTables(bytesOf(text))).result).toMatchObject({
        ok: false,
        error: { code: 'damaged', message: expect.stringContaining('line end') },
      });
    }
  });

  test('a short last row is a row when its line is complete, or when others are short too', async () => {
    expect((await rowsOf(bytesOf('a,b,c\n1,2,3\n4,5\n')))?.[3]).toEqual(['4', '5']);
    expect((await rowsOf(bytesOf('a,b,c\n1,2\n1,2,3\n4,5')))?.[4]).toEqual(['4', '5']);
  });

  test.each([
    ['quotes that nothing escapes', '"Promo" shirt', '"ok"'],
    ['a quote that nothing closes', '"Promo shirt', '5.5"'],
  ])('%s cannot swallow rows', async (_, opening, closing) => {
    const lines = Array.from({ length: 9 }, (__, row) => [
      ...Array.from({ length: 9 }, (___, column) => `${row}-${column}`),
      row === 2 ? opening : row === 5 ? closing : 'x',
    ]);
    expect(
      (await collectTables(bytesOf(lines.map((line) => line.join(',')).join('\n')))).result,
    ).toMatchObject({
      ok: false,
      error: { code: 'damaged', message: expect.stringContaining('quot') },
    });
  });

  test('line ends of all kinds in one file', async () => {
    expect(await rowsOf(bytesOf('a,b\n1,2\r\n3,4\r5,6\r'))).toEqual({
      1: ['a', 'b'],
      2: ['1', '2'],
      3: ['3', '4'],
      4: ['5', '6'],
    });
  });

  test('a line without an end is refused for what it is', async () => {
    const { result } = await collectTables(bytesOf(`a,b,${'x'.repeat(10 << 20)}`));
    expect(result).toMatchObject({ error: { message: expect.not.stringContaining('quot') } });
  });

  test('inch marks inside a quoted cell stay in it', async () => {
    expect(await rowsOf(bytesOf('a,b\n"24" monitor",2\n3,4\n'))).toEqual({
      1: ['a', 'b'],
      2: ['24" monitor', '2'],
      3: ['3', '4'],
    });
  });

  test('rows do not depend on where the pieces of the text end', async () => {
    const cell = 'x'.repeat(700);
    const lines = Array.from({ length: 6000 }, (_, index) => `${index},"${cell}\n${index}"`);
    const rows = (await rowsOf(bytesOf(`a,b\n${lines.join('\r\n')}\r\n`))) ?? {};
    expect(Object.keys(rows)).toHaveLength(6001);
    expect(rows[6001]).toEqual(['5999', `${cell}\n5999`]);
  });

  test('what is written is read, whatever the cells hold', async () => {
    const cellText = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'é', '7', '\t') });
    const table = fc.array(fc.array(cellText, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(table, async (body) => {
        const all = [['h1', 'h2', 'h3'], ...body];
        const text = all
          .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const rows = (await rowsOf(bytesOf(text))) ?? {};
        all.forEach((row, index) => {
          const read = [...(rows[index + 1] ?? [])];
          while (read.length < 3) read.push('');
          expect(read).toEqual(row);
        });
      }),
    );
  });
});

describe('rows in bytes', () => {
  /** What a receiver of bytes is told, cell texts made of its rows. */
  const byteRowsOf = async (bytes: Uint8Array) => {
    const rows: Record<number, readonly string[]> = {};
    let inBytes = 0;
    const result = await readTables(bytes, {
      onSheet: () => undefined,
      onRow: (rowNumber, cells) => {
        rows[rowNumber] = cells;
      },
      onByteRow: (rowNumber, row) => {
        inBytes += 1;
        let from = row.start;
        rows[rowNumber] = [...row.ends.subarray(0, row.count)].map((to) => {
          const text = row.text(from, to);
          from = to + 1;
          return text;
        });
      },
    });
    return { rows, result, inBytes };
  };

  const cell = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('', '0', '12.50', '576400000000000001', 'Order') },
    { weight: 1, arbitrary: fc.constantFrom('"a,b"', '"two\nlines"', 'Größe', '"say ""hi"""', ' ', 'x"y') },
  );
  const line = fc.array(cell, { minLength: 1, maxLength: 10 }).map((cells) => cells.join(','));

  test('are the rows that texts would be, and the same files are refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (lines, end, isEnded) => {
          const bytes = bytesOf(lines.join(end) + (isEnded ? end : ''));
          const asTexts = await collectTables(bytes);
          const asBytes = await byteRowsOf(bytes);
          expect(asBytes.result).toEqual(asTexts.result);
          if (asTexts.result.ok) expect(asBytes.rows).toEqual(asTexts.sheets[0]?.rows);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('most rows of a plain file are never made texts, over pieces of the file too', async () => {
    const lines = Array.from({ length: 5000 }, (_, row) => `${row},Order,0,12.50,,${row % 7}`);
    const bytes = bytesOf(`${lines.join('\n')}\n`);
    const { rows, inBytes } = await byteRowsOf(bytes);
    expect(rows).toEqual((await collectTables(bytes)).sheets[0]?.rows);
    expect(inBytes).toBeGreaterThan(4900);
  });
});
