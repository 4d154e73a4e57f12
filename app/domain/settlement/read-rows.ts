import type { BusinessDate } from '../dates.ts';
import { toOrderId } from '../ids.ts';
import { type Currency, formatMinor } from '../money.ts';
import { isDamagedId, isNoId, tidyId } from './file-ids.ts';
import type { Header } from './find-header.ts';
import { createGrouping, createKeys, type DraftRow } from './group-lines.ts';
import type { LineDates } from './line-dates.ts';
import type { MoneyReader } from './line-money.ts';
import type { AmountGrid } from './place-fees.ts';
import { blocking, nameRows, note, question } from './problems.ts';
import type { LineProver } from './prove-line.ts';
import type { RawRow } from './report-tree.ts';
import { cleanText } from './text.ts';
import { type KnownType, lookUpType, typeKey } from './type-names.ts';
import type { SettlementProblem, SettlementRow } from './types.ts';

export interface RowsRead {
  readonly rows: readonly SettlementRow[];
  /** Cell texts, one for each of `rows`. */
  readonly rawRows: readonly (readonly string[])[];
  /** Sum of each amount column over all lines, by position. */
  readonly columnSums: ReadonlyMap<number, number>;
  /** Settlement of all rows that are no orders, by type. */
  readonly typeSums: ReadonlyMap<string, number>;
  readonly problems: readonly SettlementProblem[];
  /** False when a sum left the range of exact integers. */
  readonly exact: boolean;
}

export interface RowsContext {
  readonly header: Header;
  readonly lines: readonly RawRow[];
  readonly grid: AmountGrid;
  readonly dates: LineDates;
  readonly money: MoneyReader;
  readonly prover: LineProver;
  readonly currency: Currency;
  /** Folded labels under `Total adjustments` of the file's own Reports tree. */
  readonly reportTypes: ReadonlySet<string>;
  /** True when the sheet was put together from several files. */
  readonly joined: boolean;
  /** Columns whose sums are wanted. */
  readonly summed: readonly number[];
}

/** Collects what is odd about types: unknown ones block their rows, and an "Order" that looks like none is noted. */
function watchTypes(currency: Currency, typeName: string | null) {
  const unknown = new Map<string, { rows: number[]; sum: number }>();
  const odd: number[] = [];
  return {
    see: (draft: DraftRow) => {
      if (draft.kind === 'unknown') {
        const seen = unknown.get(draft.type) ?? { rows: [], sum: 0 };
        seen.rows.push(draft.rowNumber);
        seen.sum += draft.settlementMinor;
        unknown.set(draft.type, seen);
      }
      const empty = draft.revenueMinor === 0 && draft.feesMinor === 0;
      if (draft.kind === 'order' && empty && /^7\d{18}$/.test(draft.id)) odd.push(draft.rowNumber);
    },
    problems: (): SettlementProblem[] => {
      const problems = [...unknown].map(([type, { rows, sum }]) =>
        question(
          rows[0] ?? null,
          typeName,
          `The type "${type}" is unknown (${nameRows(rows)}, together ${formatMinor(sum, currency)} ${currency}). The rows wait until it is decided what they are.`,
        ),
      );
      if (odd.length > 0) {
        problems.push(
          note(
            odd[0] ?? null,
            typeName,
            `The file calls ${nameRows(odd)} an order, but the id looks like that of an adjustment and there is neither revenue nor a fee. The file's word is kept.`,
          ),
        );
      }
      return problems;
    },
  };
}

/** An order in two equal parts repeats once; a sheet pasted twice repeats all of it. */
const mostRepeats = 2;
const pastedShare = 0.4;

/** Order rows that stand in the file again with the same day and amounts: parts of one order, or pasted twice. */
function explainRepeats(
  rows: readonly SettlementRow[],
  repeated: readonly number[],
  joined: boolean,
): SettlementProblem[] {
  const [first] = repeated;
  if (first === undefined) return [];
  const orders = rows.filter((row) => row.kind === 'order').length;
  const pasted = repeated.length > mostRepeats && repeated.length >= orders * pastedShare;
  return [
    joined || pasted
      ? blocking(
          first,
          null,
          `The orders of ${nameRows(repeated)} stand in rows above with the same day and amounts, so their money would count twice. Exports that overlap were put into one file; load the exports one by one.`,
        )
      : note(
          first,
          null,
          `The orders of ${nameRows(repeated)} stand in rows above with the same day and amounts, as when an order is paid in equal parts. Each is counted.`,
        ),
  ];
}

/** Turns the lines of the sheet into settlement rows: type, ids, dates, money, fees by name and identity. */
export function readRows(context: RowsContext): RowsRead {
  const { header, lines, grid, dates, money, prover, currency } = context;
  const typeColumn = header.fields.get('type') ?? -1;
  const idColumn = header.fields.get('id') ?? -1;
  const relatedColumn = header.fields.get('relatedOrderId') ?? -1;
  const types = new Map<string, KnownType & { readonly text: string }>();
  const readType = (cell: string) => {
    let type = types.get(cell);
    if (!type) {
      const text = cleanText(cell);
      type = { ...lookUpType(text, context.reportTypes), text };
      types.set(cell, type);
    }
    return type;
  };
  const watch = watchTypes(currency, header.names[typeColumn] ?? null);
  const columnSums = new Map<number, number>(context.summed.map((column) => [column, 0]));
  const typeSums = new Map<string, number>();
  const reserveColumn = header.fields.has('reserve');

  const readLine = (line: RawRow, index: number): DraftRow => {
    const type = readType(line.cells[typeColumn] ?? '');
    const amount = money.read(index);
    const fees = prover.prove(index, line.rowNumber, type.kind, amount);
    for (const column of context.summed) {
      const value = grid.amount(index, column);
      if (value !== 0) columnSums.set(column, (columnSums.get(column) ?? 0) + value);
    }
    if (type.kind !== 'order') {
      const key = typeKey(type.text);
      typeSums.set(key, (typeSums.get(key) ?? 0) + amount.settlement);
    }
    const id = tidyId(line.cells[idColumn] ?? '');
    const related = tidyId(line.cells[relatedColumn] ?? '');
    const hasRelated = !isNoId(related) && !isDamagedId(related);
    const draft: DraftRow = {
      rowNumber: line.rowNumber,
      kind: type.kind,
      type: type.text,
      typeName: type.name,
      id,
      relatedOrderId: type.kind === 'order' ? toOrderId(id) : hasRelated ? toOrderId(related) : null,
      createdOn: dates.created(line),
      // `assembleSettlement` refuses files with an unreadable settled date, so the empty date is never used.
      settledOn: dates.settled(line) ?? ('' as BusinessDate),
      currency,
      settlementMinor: amount.settlement,
      revenueMinor: amount.revenue,
      feesMinor: amount.fees,
      adjustmentMinor: amount.adjustment,
      listMinor: amount.list,
      saleMinor: amount.sale,
      refundMinor: amount.refund,
      reserveMinor: type.kind === 'reserve' && !reserveColumn ? amount.settlement : amount.reserve,
      fees,
      startsWith7: id.startsWith('7'),
      isGmvAds: type.isGmvAds,
    };
    watch.see(draft);
    return draft;
  };

  const keyOf = createKeys();
  const rows: SettlementRow[] = [];
  const rawRows: (readonly string[])[] = [];
  const repeated: number[] = [];
  const keep = (draft: DraftRow, cells: readonly string[]) => {
    const key = keyOf(draft);
    if (draft.kind === 'order' && !key.endsWith('|1')) repeated.push(draft.rowNumber);
    rows.push({ key, ...draft });
    rawRows.push(cells);
  };
  const problems: SettlementProblem[] = [];
  if (header.fields.has('skuId')) {
    const grouping = createGrouping();
    lines.forEach((line, index) => {
      grouping.add(readLine(line, index), line.cells);
    });
    for (const { draft, cells } of grouping.finish()) keep(draft, cells);
    problems.push(
      note(
        null,
        null,
        `The file has one line for each SKU: its ${lines.length} lines are added up to ${rows.length} rows, one for each order, type and day.`,
      ),
    );
  } else {
    lines.forEach((line, index) => {
      keep(readLine(line, index), line.cells);
    });
  }
  problems.push(...watch.problems(), ...explainRepeats(rows, repeated, context.joined));
  const exact = [...columnSums.values(), ...typeSums.values()].every(Number.isSafeInteger);
  return { rows, rawRows, columnSums, typeSums, problems, exact };
}
