import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseCurrency } from '../../app/domain/money.ts';
import { refuseIfBroken } from '../../app/domain/settlement/refuse-if-broken.ts';
import { summariseSettlement } from '../../app/domain/settlement/summarise.ts';
import { readBankStatement } from '../../app/files/read-bank-statement.ts';
import { readSettlement } from '../../app/files/read-settlement.ts';
import { writeXlsx } from '../../app/files/testing/xlsx-writer.ts';
import { createCompany, settlementExport } from '../../sandbox/index.ts';
import { boxed, fuzzTimeout, hostileText, hostileTexts, memoryNow } from './testing/time-box.ts';

const shop = createCompany().shops[0];
if (!shop) throw new Error('The sample company has shops');
const csv = new TextDecoder().decode(settlementExport(shop, 'csv').bytes).split('\n').slice(0, 25).join('\n');
const parts = unzipSync(settlementExport(shop, 'xlsx').bytes);
const pounds = parseCurrency('GBP');
if (!pounds) throw new Error('GBP is a currency');

/** Longest that one small hostile file may be read, milliseconds; a good one takes some ten. */
const longestMs = 10_000;

/** A file is read, or refused with a sentence; never a throw, never long. What was read can be summed and judged. */
async function readAnyway(bytes: Uint8Array): Promise<void> {
  const startedAt = performance.now();
  const read = await readSettlement(bytes);
  if (read.ok) {
    summariseSettlement(read.value);
    refuseIfBroken(read.value);
    for (const row of read.value.rows) expect(Number.isSafeInteger(row.settlementMinor)).toBe(true);
  } else {
    expect([read.error.message, read.error.message.length < 1_000]).toEqual([
      expect.stringMatching(/^[^\n]{15,}$/),
      true,
    ]);
  }
  expect(performance.now() - startedAt).toBeLessThan(longestMs);
}

const rows = csv.split('\n').map((line) => line.split(','));
const width = rows[0]?.length ?? 0;
const cellChange = fc.record({ row: fc.nat(rows.length - 1), column: fc.nat(width), text: hostileText });
const columnChange = fc.record({ from: fc.nat(width - 1), to: fc.nat(width - 1), keep: fc.boolean() });

describe('settlement files', () => {
  it(
    'csv: hostile cells, columns that moved, doubled or went',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(cellChange, { maxLength: 6 }),
          fc.array(columnChange, { maxLength: 3 }),
          fc.boolean(),
          async (cells, columns, quoted) => {
            const table = rows.map((row) => [...row]);
            for (const { row, column, text } of cells) {
              const line = table[row];
              if (line) line[column] = quoted ? `"${text.replaceAll('"', '""')}"` : text;
            }
            for (const { from, to, keep } of columns) {
              for (const row of table)
                row.splice(to, 0, ...row.slice(from, from + 1).concat(keep ? [''] : []));
            }
            await readAnyway(Buffer.from(table.map((row) => row.join(',')).join('\n'), 'utf8'));
          },
        ),
        boxed(),
      );
    },
    fuzzTimeout,
  );

  it(
    'xlsx: parts with hostile text, cuts, doubled pieces and other tags',
    async () => {
      const names = Object.keys(parts);
      const change = fc.record({
        name: fc.constantFrom(...names),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(60),
        piece: fc.oneof(
          hostileText,
          fc.constantFrom(
            '<c r="XFD1048576"><v>1</v></c>',
            '<row r="-1">',
            '</row>',
            '<v>1e999</v>',
            '&#x0;',
            '&#55296;',
            '&a;',
            '<!--',
            ']]>',
            '<f>1+1</f>',
          ),
        ),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          const made = { ...parts };
          for (const { name, at, length, piece } of changes) {
            const text = Buffer.from(made[name] ?? []).toString('latin1');
            const start = Math.floor(at * text.length);
            made[name] = Buffer.from(text.slice(0, start) + piece + text.slice(start + length), 'utf8');
          }
          await readAnyway(zipSync(made, { level: 0 }));
        }),
        boxed(),
      );
    },
    fuzzTimeout,
  );

  it(
    'any bytes changed anywhere',
    async () => {
      const zip = zipSync(parts);
      const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) });
      await fc.assert(
        fc.asyncProperty(
          fc.array(change, { minLength: 1, maxLength: 20 }),
          fc.constantFrom(zip, strToU8(csv)),
          async (changes, whole) => {
            const bytes = Uint8Array.from(whole);
            for (const { at, byte } of changes) bytes[Math.floor(at * (bytes.length - 1))] = byte;
            await readAnyway(bytes);
          },
        ),
        boxed(),
      );
    },
    fuzzTimeout,
  );
});

describe('bank statements', () => {
  const examples = [
    'Date,Description,Amount,Balance\n2026-10-01,TIKTOK PAYOUT,123.45,1000.00\n02/10/2026,Fee,-3.00,997.00\n',
    'OFXHEADER:100\n<OFX><CURDEF>GBP<STMTTRN><DTPOSTED>20261001<TRNAMT>12.50<FITID>1<NAME>TIKTOK</STMTTRN></OFX>',
    '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="GBP">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-10-01</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>',
  ];
  it(
    'are read or refused with a sentence, whatever stands in them',
    async () => {
      const change = fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(20),
        piece: hostileText,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...examples),
          fc.array(change, { minLength: 1, maxLength: 4 }),
          async (example, changes) => {
            let text = example;
            for (const { at, length, piece } of changes) {
              const start = Math.floor(at * text.length);
              text = text.slice(0, start) + piece + text.slice(start + length);
            }
            const startedAt = performance.now();
            const read = await readBankStatement(Buffer.from(text, 'utf8'), pounds);
            if (!read.ok) expect(JSON.stringify(read.error)).toMatch(/\w{3,}/);
            else for (const line of read.value) expect(Number.isSafeInteger(line.amountMinor)).toBe(true);
            expect(performance.now() - startedAt).toBeLessThan(longestMs);
          },
        ),
        boxed(),
      );
    },
    fuzzTimeout,
  );
});

describe('named cases', () => {
  const nested = `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`;
  const sheet = (xml: string) => zipSync({ ...parts, [sheetName()]: strToU8(xml) }, { level: 1 });
  const sheetName = () => Object.keys(parts).find((name) => name.includes('worksheets/')) ?? '';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join(
    '',
  );

  /** Memory beyond what was there before: none of these files may cost what it pretends to hold. */
  const mostBytes = 600 * 1024 * 1024;

  it.each<[string, () => Uint8Array]>([
    [
      'a zip bomb of blanks',
      () => sheet(`<worksheet ${main}><sheetData>${' '.repeat(400 * 1024 * 1024)}</sheetData></worksheet>`),
    ],
    [
      'XML entities that multiply',
      () => sheet(`<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]><worksheet ${main}>&e9;</worksheet>`),
    ],
    [
      'an XML entity that names a file',
      () => sheet(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet ${main}>&e;</worksheet>`),
    ],
    ['elements nested 200,000 deep', () => sheet(`<worksheet ${main}>${nested}</worksheet>`)],
    ['a million columns', () => strToU8(`${'a,'.repeat(1_000_000)}\n1,2\n`)],
    ['a million quotes', () => strToU8(`a,b\n${'"'.repeat(1_000_001)},x\n`)],
    ['a million short rows', () => strToU8('a,b\n'.repeat(1_000_000))],
    ['one endless cell', () => strToU8(`a,b\n${'x'.repeat(30_000_000)},1\n`)],
    [
      'a cell in the last column of the last row',
      () =>
        sheet(
          `<worksheet ${main}><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`,
        ),
    ],
    [
      'a column name without end',
      () =>
        sheet(
          `<worksheet ${main}><sheetData><row r="1"><c r="${'Z'.repeat(5000)}1"><v>1</v></c></row></sheetData></worksheet>`,
        ),
    ],
    [
      'links out of the workbook',
      () =>
        writeXlsx([{ name: 'A', rows: [['1']] }], {
          extraParts: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' },
        }),
    ],
    ...hostileTexts.map((text): [string, () => Uint8Array] => [
      `a cell of ${JSON.stringify(text.slice(0, 24))}`,
      () => strToU8(csv.replace(/\n([^,]*),/, () => `\n"${text.replaceAll('"', '""')}",`)),
    ]),
  ])(
    '%s',
    async (_what, make) => {
      const bytes = make();
      const before = memoryNow();
      await readAnyway(bytes);
      expect(memoryNow() - before).toBeLessThan(mostBytes);
    },
    60_000,
  );
});
