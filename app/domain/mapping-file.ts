import { type BusinessDate, parseBusinessDate } from './dates.ts';
import type { SkuId } from './ids.ts';
import { indexItems, type MappableItem, type MappedComponent, normaliseCode } from './mapping.ts';
import { guard, isFormulaLike, unguard } from './spreadsheet-text.ts';
import type { TableRow } from './table.ts';

/**
 * Mappings as a table for a spreadsheet: one line per component, products without an item with an empty one. Reading
 * takes what is written here back; order of columns and lines does not matter, other columns are ignored.
 */
export const mappingFileColumns = [
  'SKU ID',
  'Seller SKU',
  'Product',
  'Variation',
  'Item code',
  'Quantity',
  'Component',
  'Effective from',
] as const;
type ColumnName = (typeof mappingFileColumns)[number];

/** A product as the file knows it: what it stands for now, whether or not its items are active. */
export interface FileProduct {
  readonly skuId: SkuId;
  readonly sellerSku: string;
  readonly productName: string;
  readonly variation: string;
  readonly components: readonly MappedComponent[];
  readonly validFrom: BusinessDate | null;
}

export interface MappingFilePlan {
  readonly changes: readonly {
    readonly skuId: SkuId;
    readonly components: readonly MappedComponent[];
    readonly validFrom: BusinessDate | null;
  }[];
  /** Products that stand so already. */
  readonly same: number;
  /** Products without an item code in the file: they are left alone. */
  readonly blank: number;
  /** Products that are refused: one wrong line refuses all lines of its product. */
  readonly refused: number;
  readonly problems: readonly FileProblem[];
}

export interface FileProblem {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

/** The mark of SQL Account's alternative items; with it a spreadsheet keeps all digits of the id. */
const idMark = 'TT';

export function toMappingTable(products: readonly FileProduct[]): string[][] {
  const lines: string[][] = [[...mappingFileColumns]];
  for (const product of products) {
    const head = [
      /^\d+$/.test(product.skuId) ? `${idMark}${product.skuId}` : guard(product.skuId),
      guard(product.sellerSku),
      guard(product.productName),
      guard(product.variation),
    ];
    const { components } = product;
    if (components.length === 0) lines.push([...head, '', '', '', '']);
    for (const [index, { itemCode, quantity }] of components.entries()) {
      lines.push([...head, guard(itemCode), String(quantity), String(index + 1), product.validFrom ?? '']);
    }
  }
  return lines;
}

// ---------------------------------------------------------------- reading

/** Lines before the header that are passed over: titles that a person or an export has put there. */
const mostTitleLines = 10;
const mostProblems = 1_000;
const mostComponents = 50;

interface Line {
  readonly row: number;
  readonly code: string;
  readonly quantity: number;
  /** Place among the components; null = as the lines stand. */
  readonly place: number | null;
  readonly validFrom: BusinessDate | null;
}

type Refuse = (row: number, column: ColumnName, message: string) => null;

/** The header is refused with a sentence; anything after it by line and column. */
export function readMappingTable(
  rows: readonly TableRow[],
  products: readonly FileProduct[],
  items: readonly MappableItem[],
): MappingFilePlan | { readonly refusal: string } {
  const header = findHeader(rows);
  if (!header) {
    return {
      refusal: `No line of the file names the columns “SKU ID” and “Item code”. Export the mappings, change that file and choose it.`,
    };
  }
  const problems: FileProblem[] = [];
  const refuse: Refuse = (row, column, message) => {
    if (problems.length < mostProblems) problems.push({ row, column, message });
    return null;
  };
  const findProduct = createProductFinder(products, refuse);
  const findItem = createItemFinder(items);

  const byProduct = new Map<FileProduct, (Line | null)[]>();
  const unknown = new Set<string>();
  for (const { rowNumber, cells } of rows.slice(header.index + 1)) {
    const cell = (column: ColumnName) => (cells[header.places.get(column) ?? -1] ?? '').trim();
    if (cells.every((text) => text.trim() === '')) continue;
    const product = findProduct(rowNumber, cell('SKU ID'), cell('Seller SKU'));
    if (!product) {
      unknown.add(cell('SKU ID') || `${cell('Seller SKU')} ${rowNumber}`);
      continue;
    }
    const lines = byProduct.get(product) ?? [];
    byProduct.set(product, lines);
    // A line without an item code says nothing.
    if (cell('Item code') !== '') lines.push(readLine(rowNumber, cell, refuse));
  }

  const changes: MappingFilePlan['changes'][number][] = [];
  const counts = { same: 0, blank: 0, refused: unknown.size };
  for (const [product, read] of byProduct) {
    const lines = inOrder(read.flatMap((line) => line ?? []));
    if (read.length === 0) counts.blank += 1;
    else if (lines.length < read.length) counts.refused += 1;
    else if (standsSo(product, lines)) counts.same += 1;
    else if (!fitTogether(lines, refuse)) counts.refused += 1;
    else {
      const components = lines.map((line) => toComponent(line, product, findItem, refuse));
      const whole = components.flatMap((one) => one ?? []);
      if (whole.length < components.length) counts.refused += 1;
      else changes.push({ skuId: product.skuId, components: whole, validFrom: lines[0]?.validFrom ?? null });
    }
  }
  return { changes, ...counts, problems: problems.toSorted((a, b) => a.row - b.row) };
}

function findHeader(
  rows: readonly TableRow[],
): { readonly index: number; readonly places: ReadonlyMap<ColumnName, number> } | null {
  for (const [index, { cells }] of rows.slice(0, mostTitleLines).entries()) {
    const names = cells.map((text) => text.trim().toLowerCase());
    const places = new Map<ColumnName, number>();
    for (const column of mappingFileColumns) {
      const place = names.indexOf(column.toLowerCase());
      if (place >= 0) places.set(column, place);
    }
    if (places.has('SKU ID') && places.has('Item code')) return { index, places };
  }
  return null;
}

function createProductFinder(products: readonly FileProduct[], refuse: Refuse) {
  const byId = new Map<string, FileProduct>(products.map((product) => [product.skuId, product]));
  const bySellerSku = new Map<string, FileProduct[]>();
  for (const product of products) {
    const key = normaliseCode(product.sellerSku);
    if (key !== '') bySellerSku.set(key, [...(bySellerSku.get(key) ?? []), product]);
  }
  return (row: number, writtenId: string, writtenSku: string): FileProduct | null => {
    const id = unguard(writtenId);
    const bare = id.replace(/^tt(?=\d)/i, '');
    const found = byId.get(id) ?? byId.get(bare);
    if (found) return found;
    if (id !== '') {
      if (isFormulaLike(writtenId)) return refuse(row, 'SKU ID', formulaMessage(writtenId));
      return refuse(row, 'SKU ID', unknownId(id, bare));
    }
    const sellerSku = unguard(writtenSku);
    if (sellerSku === '') {
      return refuse(row, 'SKU ID', 'The line names no product. Write its SKU ID or its seller SKU.');
    }
    const [only, another] = bySellerSku.get(normaliseCode(sellerSku)) ?? [];
    if (only && !another) return only;
    return refuse(
      row,
      'Seller SKU',
      only
        ? `Several products have the seller SKU ${quoted(sellerSku)}. Write the SKU ID.`
        : `No product has the seller SKU ${quoted(sellerSku)}. Fetch the products, or take the line out.`,
    );
  };
}

function unknownId(id: string, bare: string): string {
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(bare)) {
    return `The SKU ID ${quoted(id)} has lost its digits in a spreadsheet. Copy it from the export again (it starts with ${idMark}), or leave it empty: the seller SKU is then used.`;
  }
  const rounded = /^\d{15,}0000$/.test(bare)
    ? ' A spreadsheet may have rounded it: copy it from the export again.'
    : '';
  return `The SKU ID ${quoted(id)} is not among the products of this shop.${rounded || ' Fetch the products, or take the line out.'}`;
}

function readLine(row: number, cell: (column: ColumnName) => string, refuse: Refuse): Line | null {
  const code = cell('Item code');
  if (isFormulaLike(code)) return refuse(row, 'Item code', formulaMessage(code));
  const quantityText = cell('Quantity');
  const quantity = quantityText === '' ? 1 : readWhole(quantityText);
  if (quantity < 1 || quantity > 1000) {
    return refuse(
      row,
      'Quantity',
      `The quantity ${quoted(quantityText)} is not a whole number from 1 to 1000.`,
    );
  }
  const placeText = cell('Component');
  const place = placeText === '' ? null : readWhole(placeText);
  if (place !== null && (place < 1 || place > mostComponents)) {
    return refuse(
      row,
      'Component',
      `The component number ${quoted(placeText)} is not a whole number from 1 to ${mostComponents}.`,
    );
  }
  const dateText = cell('Effective from');
  const validFrom = dateText === '' ? null : parseBusinessDate(dateText.replaceAll('/', '-'));
  if (dateText !== '' && !validFrom) {
    return refuse(
      row,
      'Effective from',
      `${quoted(dateText)} is not a date. Write it as 2026-05-01, or leave it empty for all orders.`,
    );
  }
  return { row, code: unguard(code), quantity, place, validFrom };
}

/** Digits only: `2.0` and `1e3` are how a spreadsheet spoils a quantity, and are not guessed at. */
function readWhole(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

function inOrder(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0) || a.row - b.row);
}

/** Lines of one product must not contradict each other. */
function fitTogether(lines: readonly Line[], refuse: Refuse): boolean {
  const codes = new Map<string, number>();
  const places = new Map<number, number>();
  for (const { row, code, place, validFrom } of lines) {
    const twin = codes.get(normaliseCode(code));
    if (twin !== undefined) {
      refuse(
        row,
        'Item code',
        `The item ${quoted(code)} stands twice, also in row ${twin}. Write one line with the sum.`,
      );
      return false;
    }
    codes.set(normaliseCode(code), row);
    const other = place === null ? undefined : places.get(place);
    if (other !== undefined) {
      refuse(row, 'Component', `Component ${place} stands twice, also in row ${other}. Number them 1, 2, 3.`);
      return false;
    }
    if (place !== null) places.set(place, row);
    if (validFrom !== lines[0]?.validFrom) {
      refuse(
        row,
        'Effective from',
        'All components of a product take effect on the same date. Write the same date.',
      );
      return false;
    }
  }
  const tooMany = lines[mostComponents];
  if (tooMany) refuse(tooMany.row, 'Component', `A product has at most ${mostComponents} components.`);
  return !tooMany;
}

function standsSo(product: FileProduct, lines: readonly Line[]): boolean {
  return (
    (lines[0]?.validFrom ?? null) === product.validFrom &&
    lines.length === product.components.length &&
    lines.every((line, index) => {
      const component = product.components[index];
      return (
        component?.quantity === line.quantity &&
        normaliseCode(component.itemCode) === normaliseCode(line.code)
      );
    })
  );
}

function createItemFinder(items: readonly MappableItem[]) {
  const { byCode, byId } = indexItems(items);
  return (code: string, product: FileProduct): MappableItem | undefined => {
    // Where several items share a code, the one the product stands for already is meant.
    const own = product.components.find((one) => normaliseCode(one.itemCode) === normaliseCode(code));
    const kept = own && byId.get(own.itemId);
    return kept?.isActive ? kept : byCode.get(normaliseCode(code));
  };
}

function toComponent(
  line: Line,
  product: FileProduct,
  findItem: ReturnType<typeof createItemFinder>,
  refuse: Refuse,
): MappedComponent | null {
  const item = findItem(line.code, product);
  if (!item) {
    return refuse(
      line.row,
      'Item code',
      `No item has the code ${quoted(line.code)}. Correct it, or make the item in the ledger and fetch again.`,
    );
  }
  if (!item.isActive) {
    return refuse(line.row, 'Item code', `The item ${quoted(line.code)} is inactive. Write another code.`);
  }
  return { itemId: item.itemId, itemCode: item.code, itemName: item.name, quantity: line.quantity };
}

function formulaMessage(text: string): string {
  return `${quoted(text)} would run as a formula in a spreadsheet. Write an apostrophe before it if it is meant so.`;
}

/** Of a hostile cell no more is shown than tells which it is. */
function quoted(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}
