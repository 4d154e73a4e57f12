import type { BusinessDate } from '../dates.ts';
import type { Currency } from '../money.ts';
import { type DecimalMark, parseCellAmount } from './amounts.ts';
import { type Field, headerKey, lookUpField } from './columns.ts';
import { feeKey } from './fee-names.ts';
import { parsePeriod } from './file-dates.ts';
import { cleanText, foldText } from './text.ts';
import type { ReportLine } from './types.ts';

/** The `Reports` sheet: a label tree whose depth is the column of the label, values to the right of it (§1). */
export interface ReportTree {
  readonly period: { readonly from: BusinessDate; readonly to: BusinessDate } | null;
  readonly timeZone: string | null;
  readonly currencyText: string | null;
  readonly nodes: readonly ReportNode[];
}

export interface ReportNode {
  readonly rowNumber: number;
  readonly depth: number;
  readonly label: string;
  readonly key: string;
  readonly valueText: string;
  /** Keys of the labels above it, outermost first. */
  readonly path: readonly string[];
  /** What the label stands for when it is one of the totals. */
  readonly field: Field | 'adjustments' | null;
}

export interface RawRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
}

const zoneLabels = new Set(['timezone', 'time zone', 'zona waktu', 'múi giờ', '时区'].map(foldText));
const adjustmentLabels = new Set(
  [
    'total adjustments',
    'total adjustment',
    'total adjustment amount',
    'total penyesuaian',
    'tổng điều chỉnh',
    'tổng số tiền điều chỉnh',
    '总调整',
    '调整总额',
    '总调整金额',
  ].map(foldText),
);

/** Label and value of a row: the first and the last cell with text. */
function readLine(row: RawRow): { label: string; column: number; value: string } | null {
  const texts = row.cells.map(cleanText);
  const column = texts.findIndex((text) => text !== '');
  if (column === -1) return null;
  const last = texts.findLastIndex((text) => text !== '');
  return { label: texts[column] ?? '', column, value: last > column ? (texts[last] ?? '') : '' };
}

function fieldOf(key: string): ReportNode['field'] {
  if (adjustmentLabels.has(key)) return 'adjustments';
  const field = lookUpField(key)?.field ?? null;
  return field === 'adjustment' ? 'adjustments' : field;
}

/** `Total adjustments` in a language not known here is the last total, after revenue and fees, beside them. */
function nameAdjustments(nodes: ReportNode[]): void {
  if (nodes.some((node) => node.field === 'adjustments')) return;
  const fees = nodes.findIndex((node) => node.field === 'fees' || node.field === 'usFees');
  const depth = nodes[fees]?.depth;
  const last = nodes.findLastIndex((node) => node.depth === depth);
  const found = nodes[last];
  if (found && last > fees && found.field === null) nodes[last] = { ...found, field: 'adjustments' };
}

/** Reads a sheet as a Reports tree; null when it is none. `rows` are the rows of the sheet in order. */
export function parseReportTree(rows: readonly RawRow[]): ReportTree | null {
  let period: ReportTree['period'] = null;
  let timeZone: string | null = null;
  let currencyText: string | null = null;
  const lines: { rowNumber: number; label: string; column: number; value: string; key: string }[] = [];
  let rootColumn: number | null = null;
  for (const row of rows) {
    const line = readLine(row);
    if (!line) continue;
    const key = headerKey(line.label);
    if (rootColumn === null) {
      // Above the totals stand period, time zone and currency; their values tell them apart in every language.
      const value = line.value;
      period ??= parsePeriod(value);
      if (zoneLabels.has(key) && value !== '') timeZone = value.replaceAll(' ', '');
      else if (/^(utc|gmt)\s*([+-]\s*\d{1,2}(:?\d{2})?)?$/i.test(value))
        timeZone ??= value.replaceAll(' ', '');
      else if (/^[A-Z]{3}$/.test(value)) currencyText ??= value;
      if (fieldOf(key) !== 'settlement') continue;
      // A glossary has the same labels with sentences beside them.
      if (!/^[-−(]?[\d.,]+\)?$/.test(line.value.replace(/[^\d.,()−-]/g, '')) || !/\d/.test(line.value))
        return null;
      rootColumn = line.column;
    }
    lines.push({ rowNumber: row.rowNumber, ...line, key });
  }
  if (rootColumn === null) return null;
  const root = rootColumn;
  const nodes: ReportNode[] = [];
  const stack: { depth: number; key: string }[] = [];
  for (const line of lines) {
    if (line.value === '') continue;
    const depth = Math.max(0, line.column - root);
    while ((stack.at(-1)?.depth ?? -1) >= depth) stack.pop();
    nodes.push({
      rowNumber: line.rowNumber,
      depth,
      label: line.label,
      key: line.key,
      valueText: line.value,
      path: stack.map((above) => above.key),
      field: fieldOf(line.key),
    });
    stack.push({ depth, key: line.key });
  }
  nameAdjustments(nodes);
  return nodes.some((node) => node.field === 'revenue' || node.field === 'fees' || node.field === 'netSales')
    ? { period, timeZone, currencyText, nodes }
    : null;
}

export type FeePlace = 'fee' | 'detail' | 'elsewhere';

/** What the tree says about the columns under one total. */
export interface FeeSubtree {
  /** Place of a column by its header key; null when the tree does not list it or has lost its depths. */
  placeOf(key: string): FeePlace | null;
  /** The label one level under the total that a detail belongs to; null for fees and for what is not listed. */
  feeAbove(key: string): string | null;
  /** Header keys one level under the given label. */
  childrenOf(key: string): readonly string[];
}

/**
 * Reads the places of fee columns from the tree: one level under the total is a fee, deeper is a detail of a fee
 * (vendors/settlement-exports.md §4, I5 and I6).
 */
export function feeSubtree(tree: ReportTree, totalKey: string): FeeSubtree | null {
  const total = tree.nodes.find((node) => node.key === totalKey);
  if (!total) return null;
  const under = tree.nodes.filter((node) => node.path.includes(total.key));
  if (under.length === 0) return null;
  const places = new Map<string, FeePlace>();
  const set = (key: string, place: FeePlace) => {
    for (const name of [key, `~${feeKey(key)}`]) if (!places.has(name)) places.set(name, place);
  };
  for (const node of under) set(node.key, node.path.at(-1) === total.key ? 'fee' : 'detail');
  // Types of adjustments may share a name with a fee, so they place no column.
  const adjustments = tree.nodes.find((node) => node.field === 'adjustments');
  for (const node of tree.nodes) {
    if (!adjustments || !node.path.includes(adjustments.key)) set(node.key, 'elsewhere');
  }
  const fees = new Map<string, string>();
  for (const node of under) {
    const above = node.path[node.path.indexOf(total.key) + 1];
    if (above === undefined) continue;
    for (const name of [node.key, `~${feeKey(node.key)}`]) if (!fees.has(name)) fees.set(name, above);
  }
  return {
    feeAbove: (key) => fees.get(key) ?? fees.get(`~${feeKey(key)}`) ?? null,
    placeOf: (key) => places.get(key) ?? places.get(`~${feeKey(key)}`) ?? null,
    childrenOf: (key) =>
      under.filter((node) => feeKey(node.path.at(-1) ?? '') === feeKey(key)).map((node) => node.key),
  };
}

/** Folded labels under `Total adjustments`: the file's own vocabulary of adjustment types. */
export function adjustmentTypes(tree: ReportTree | null): ReadonlySet<string> {
  const total = tree?.nodes.find((node) => node.field === 'adjustments');
  if (!tree || !total) return new Set();
  return new Set(
    tree.nodes.filter((node) => node.path.includes(total.key)).map((node) => foldText(node.label)),
  );
}

export function toReportLines(tree: ReportTree | null, currency: Currency, mark: DecimalMark): ReportLine[] {
  if (!tree) return [];
  return tree.nodes.map((node) => {
    const amount = parseCellAmount(node.valueText, currency, mark);
    return {
      rowNumber: node.rowNumber,
      depth: node.depth,
      label: node.label,
      amountMinor: amount.ok ? amount.value.minor : null,
    };
  });
}
