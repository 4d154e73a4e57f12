import { columnLetters } from '../app/domain/settlement/place-fees.ts';
import { settlementCells } from './settlement-file.ts';
import { type Part, writeZip } from './write-zip.ts';

export const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNames = 'http://schemas.openxmlformats.org/package/2006';

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * Writes `settlementCells(count)` as Seller Center writes its workbooks: every cell a shared string, amounts too, and a
 * `<dimension>` that is not true (vendors/settlement-exports.md §0 fact 9, §1). Streamed: only the distinct texts are
 * in memory.
 */
export async function writeSettlementXlsx(path: string, count: number): Promise<void> {
  const codes = new Map<string, number>();
  let cellCount = 0;
  const codeOf = (text: string): number => {
    const known = codes.get(text);
    if (known !== undefined) return known;
    codes.set(text, codes.size);
    return codes.size - 1;
  };
  const letters = Array.from({ length: 200 }, (_, index) => columnLetters(index));
  function* sheet() {
    yield `${xml}<worksheet ${main}><dimension ref="A1:X2"/><sheetData>`;
    let row = 0;
    for (const cells of settlementCells(count)) {
      row += 1;
      const written = cells.map((text, column) => {
        if (text === '') return '';
        cellCount += 1;
        return `<c r="${letters[column]}${row}" t="s"><v>${codeOf(text)}</v></c>`;
      });
      yield `<row r="${row}">${written.join('')}</row>`;
    }
    yield '</sheetData></worksheet>';
  }
  function* strings() {
    yield `${xml}<sst ${main} count="${cellCount}" uniqueCount="${codes.size}">`;
    for (const text of codes.keys()) yield `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`;
    yield '</sst>';
  }
  await writeWorkbook(path, sheet, strings);
}

/** A workbook of one sheet; `strings` is asked for after the sheet. */
export async function writeWorkbook(
  path: string,
  sheet: () => Iterable<string>,
  strings: () => Iterable<string>,
): Promise<void> {
  const type = (part: string, name: string) =>
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`;
  const parts: readonly Part[] = [
    {
      name: '[Content_Types].xml',
      text: () => [
        `${xml}<Types xmlns="${packageNames}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        `${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}${type('/xl/sharedStrings.xml', 'sharedStrings')}</Types>`,
      ],
    },
    {
      name: '_rels/.rels',
      text: () => [
        `${xml}<Relationships xmlns="${packageNames}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    {
      name: 'xl/workbook.xml',
      text: () => [
        `${xml}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="Order details" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: () => [
        `${xml}<Relationships xmlns="${packageNames}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/worksheets/sheet1.xml', text: sheet },
    { name: 'xl/sharedStrings.xml', text: strings },
  ];
  await writeZip(path, parts);
}
