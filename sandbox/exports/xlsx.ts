import { strToU8, zipSync } from 'fflate';
import type { Cell } from './options.ts';

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  /** What the `<dimension>` tag claims; TikTok's is often false (settlement-exports.md §0.9). */
  readonly dimension: string;
  /** Pads the used range with empty rows up to this row number. */
  readonly padTo?: number;
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The zip epoch's first year that tools print without complaint; fixed, so that equal data gives equal bytes. */
const MODIFIED = new Date(2026, 10, 15, 9, 30, 0);

/** Writes a workbook whose cells are all shared strings, amounts included, as Seller Center does. */
export function writeXlsx(sheets: readonly Sheet[], rowPerCell = false): Uint8Array {
  const strings = new Map<string, number>();
  let uses = 0;
  const index = (text: string): number => {
    uses += 1;
    const known = strings.get(text);
    if (known !== undefined) return known;
    strings.set(text, strings.size);
    return strings.size - 1;
  };
  const parts: Record<string, Uint8Array> = {};
  const put = (name: string, xml: string): void => {
    parts[name] = strToU8(xml);
  };
  const bodies = sheets.map((sheet) => sheetXml(sheet, rowPerCell, index));
  put('[Content_Types].xml', contentTypes(sheets.length));
  put('_rels/.rels', relationships([['rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml']]));
  put('xl/workbook.xml', workbookXml(sheets));
  put(
    'xl/_rels/workbook.xml.rels',
    relationships([
      ...sheets.map((_, i): [string, string, string] => [
        `rId${i + 1}`,
        `${OFFICE}/worksheet`,
        `worksheets/sheet${i + 1}.xml`,
      ]),
      [`rId${sheets.length + 1}`, `${OFFICE}/styles`, 'styles.xml'],
      // An absolute target, as the real files have it.
      [`rId${sheets.length + 2}`, `${OFFICE}/sharedStrings`, '/xl/sharedStrings.xml'],
    ]),
  );
  bodies.forEach((body, i) => {
    put(`xl/worksheets/sheet${i + 1}.xml`, body);
  });
  put('xl/styles.xml', STYLES);
  put('xl/sharedStrings.xml', sharedStrings(strings, uses));
  return zipSync(parts, { mtime: MODIFIED, level: 6 });
}

const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** 0 → A, 26 → AA. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

function sheetXml(sheet: Sheet, rowPerCell: boolean, index: (text: string) => number): string {
  const rows: string[] = [];
  sheet.rows.forEach((cells, r) => {
    const number = r + 1;
    const written = cells.map((cell, c) => {
      const at = `${columnName(c)}${number}`;
      return cell === null ? `<c r="${at}" s="1"></c>` : `<c r="${at}" s="1" t="s"><v>${index(cell)}</v></c>`;
    });
    if (rowPerCell) rows.push(...written.map((cell) => `<row r="${number}">${cell}</row>`));
    else rows.push(`<row r="${number}" spans="1:24">${written.join('')}</row>`);
  });
  for (let r = sheet.rows.length + 1; r <= (sheet.padTo ?? 0); r += 1) {
    rows.push(`<row r="${r}"><c r="A${r}" s="1"></c><c r="B${r}" s="1"></c></row>`);
  }
  const dimension = rowPerCell ? 'A1' : sheet.dimension;
  return `${XML}<worksheet xmlns="${MAIN}"><dimension ref="${dimension}"></dimension><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const list = sheets
    .map((sheet, i) => `<sheet name="${xmlText(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"></sheet>`)
    .join('');
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list}</sheets></workbook>`;
}

function sharedStrings(strings: ReadonlyMap<string, number>, uses: number): string {
  const items = [...strings.keys()].map((text) =>
    text.trim() === text
      ? `<si><t>${xmlText(text)}</t></si>`
      : `<si><t xml:space="preserve">${xmlText(text)}</t></si>`,
  );
  return `${XML}<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${strings.size}">${items.join('')}</sst>`;
}

function relationships(entries: readonly (readonly [string, string, string])[]): string {
  const list = entries.map(
    ([id, type, target]) => `<Relationship Id="${id}" Target="${target}" Type="${type}"></Relationship>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}">${list.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const part = (name: string, kind: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${CONTENT}.${kind}+xml"></Override>`;
  const list = [
    part('workbook', 'sheet.main'),
    ...Array.from({ length: sheets }, (_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')),
    part('styles', 'styles'),
    part('sharedStrings', 'sharedStrings'),
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"></Default>',
    '<Default Extension="xml" ContentType="application/xml"></Default>',
  ];
  return `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${list.join('')}</Types>`;
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;
