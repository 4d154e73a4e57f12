import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Column } from './columns.ts';
import type { ExportContent } from './export-content.ts';
import { cellStyles, toCellContent, toXmlText } from './xlsx-cell.ts';
import { sheetHead, workbookParts } from './xlsx-parts.ts';

/**
 * What a grid shows as an Excel workbook: what it is, its filter and its sorting, the header (it stays on the screen),
 * the rows, and a line of totals. Cells are inline texts, numbers and dates: there is no formula in the file, so nothing
 * in it can run. Written here, because the libraries for it compress in a worker made from a blob, which the strict
 * policy of the page forbids, and hold every cell as an object.
 */
export async function toXlsx<Row>(content: ExportContent<Row>): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else chunks.push(new Uint8Array(chunk));
  });
  const open = (name: string) => {
    const part = new ZipDeflate(name, { level: 4 });
    zip.add(part);
    return part;
  };
  const name = toXmlText(toSheetName(content.title));
  for (const [part, text] of Object.entries(workbookParts(name))) open(part).push(strToU8(text), true);

  const sheet = open('xl/worksheets/sheet1.xml');
  for (const text of sheetPieces(content)) {
    sheet.push(strToU8(text));
    // The screen stays alive while a long list is written.
    await new Promise((resolve) => setTimeout(resolve));
  }
  sheet.push(new Uint8Array(), true);
  zip.end();
  if (failure) throw failure;
  return chunks;
}

/** Rows above the header: title, filter, sorting. */
const introRows = 3;
/** Rows written at once. */
const pieceRows = 2_000;

function* sheetPieces<Row>({ title, filters, sorting, columns, rows, totals }: ExportContent<Row>) {
  const header = introRows + 1;
  const last = header + rows.length + 1;
  const bottomRight = `${columnName(columns.length - 1)}${last}`;
  const widths = columns.map(
    ({ width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${Math.round((width + 12) / 7)}" customWidth="1"/>`,
  );
  yield [
    sheetHead,
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.join('')}</cols><sheetData>`,
    textRow(1, [title], true),
    textRow(2, [`Filter: ${filters.length === 0 ? 'none' : filters.join('; ')}`], false),
    textRow(3, [`Sorted by: ${sorting ?? 'as listed'}`], false),
    textRow(
      header,
      columns.map((column) => column.header),
      true,
    ),
  ].join('');
  for (let first = 0; first < rows.length; first += pieceRows) {
    const piece = rows.slice(first, first + pieceRows);
    yield piece
      .map((row, index) =>
        sheetRow(
          header + 1 + first + index,
          columns.map((column) => cell(column, column.text(row), false)),
        ),
      )
      .join('');
  }
  const count = `Total of ${rows.length}`;
  yield [
    sheetRow(
      last,
      columns.map((column, index) => cell(column, totals[column.id] ?? (index === 0 ? count : ''), true)),
    ),
    '</sheetData>',
    rows.length > 0 ? `<autoFilter ref="A${header}:${columnName(columns.length - 1)}${last - 1}"/>` : '',
    // Ids are text on purpose; no green corner has to say so.
    `<ignoredErrors><ignoredError sqref="A1:${bottomRight}" numberStoredAsText="1"/></ignoredErrors></worksheet>`,
  ].join('');
}

type Cell = (reference: string) => string;

function sheetRow(number: number, cells: readonly Cell[]): string {
  return `<row r="${number}">${cells.map((one, index) => one(`${columnName(index)}${number}`)).join('')}</row>`;
}

function textRow(number: number, texts: readonly string[], isBold: boolean): string {
  return sheetRow(
    number,
    texts.map((text) => textCell(text, isBold)),
  );
}

function cell<Row>(column: Column<Row>, text: string, isBold: boolean): Cell {
  const { style, value } = toCellContent(column.kind, text);
  if (style === 'text') return textCell(value, isBold);
  return (reference) => `<c r="${reference}" s="${styleNumber(style, isBold)}"><v>${value}</v></c>`;
}

function textCell(text: string, isBold: boolean): Cell {
  if (text === '') return () => '';
  return (reference) =>
    `<c r="${reference}" s="${styleNumber('text', isBold)}" t="inlineStr"><is><t xml:space="preserve">${toXmlText(text)}</t></is></c>`;
}

function styleNumber(style: (typeof cellStyles)[number], isBold: boolean): number {
  return cellStyles.indexOf(style) + (isBold ? cellStyles.length : 0);
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

/** A sheet's name has at most 31 characters and none of `\ / ? * [ ] :`, nor quotes at its ends. */
function toSheetName(title: string): string {
  const name = title.replaceAll(/[\\/?*[\]:]+/g, ' ').replaceAll(/^['\s]+|['\s]+$/g, '');
  return [...name].slice(0, 15).join('').trim() || 'Rows';
}
