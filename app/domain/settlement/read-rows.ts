import type { BusinessDate } from '../dates.ts';
import { type RowKey, toOrderId } from '../ids.ts';
import { type Currency, formatMinor } from '../money.ts';
import type { Lines } from './cell-table.ts';
import { isDamagedId, isNoId, tidyId } from './file-ids.ts';
import type { Header } from './find-header.ts';
import { createGrouping, createKeys, type DraftRow } from './group-lines.ts';
import type { LineDates } from './line-dates.ts';
import type { LineMoney, MoneyReader } from './line-money.ts';
import { createLinePacker } from './packed-rows.ts';
import type { AmountGrid } from './place-fees.ts';
import { blocking, nameRows, note, question } from './problems.ts';
import type { DaySums } from './prove-file.ts';
import type { LineProver } from './prove-line.ts';
import { cleanText } from './text.ts';
import { type KnownType, lookUpType, typeKey } from './type-names.ts';
import type { RawRowList, RowList, SettlementProblem, SettlementRow } from './types.ts';

export interface RowsRead {
  readonly rows: RowList<SettlementRow>;
  /** Cell texts, one for each of `rows`. */
  readonly rawRows: RawRowList;
  /** Sum of each amount column over all lines, by position. */
  readonly columnSums: ReadonlyMap<number, number>;
  /** Settlement of all rows that are no orders, by type. */
  readonly typeSums: ReadonlyMap<string, number>;
  readonly daySums: ReadonlyMap<BusinessDate, DaySums>;
  readonly problems: readonly SettlementProblem[];
  /** False when a sum left the range of exact integers. */
  readonly exact: boolean;
}

export interface RowsContext {
  readonly header: Header;
  readonly lines: Lines;
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
    see: (
      draft: Pick<
        DraftRow,
        'kind' | 'type' | 'rowNumber' | 'settlementMinor' | 'revenueMinor' | 'feesMinor' | 'id'
      >,
    ) => {
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
function explainRepeats(orders: number, repeated: readonly number[], joined: boolean): SettlementProblem[] {
  const [first] = repeated;
  if (first === undefined) return [];
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

interface LineReader {
  /** One line of the sheet as a row without an identity, as often as asked: it checks and counts nothing. */
  read(line: number, amount: LineMoney, fees: DraftRow['fees']): DraftRow;
  idOf(line: number): string;
}

function createLineReader(context: RowsContext): LineReader {
  const { header, lines, dates, currency } = context;
  const typeColumn = header.fields.get('type') ?? -1;
  const idColumn = header.fields.get('id') ?? -1;
  const relatedColumn = header.fields.get('relatedOrderId') ?? -1;
  const reserveColumn = header.fields.has('reserve');
  const types = new Map<number, KnownType & { readonly text: string }>();
  const readType = (code: number) => {
    let type = types.get(code);
    if (!type) {
      const text = cleanText(lines.pool.texts[code] ?? '');
      type = { ...lookUpType(text, context.reportTypes), text };
      types.set(code, type);
    }
    return type;
  };
  const idOf = (line: number) => tidyId(lines.text(line, idColumn));
  return {
    idOf,
    read: (line, amount, fees) => {
      const type = readType(lines.code(line, typeColumn));
      const id = idOf(line);
      const related = type.kind === 'order' ? id : tidyId(lines.text(line, relatedColumn));
      const hasRelated = type.kind === 'order' || (!isNoId(related) && !isDamagedId(related));
      return {
        rowNumber: lines.rowNumber(line),
        kind: type.kind,
        type: type.text,
        typeName: type.name,
        id,
        relatedOrderId: hasRelated ? toOrderId(related) : null,
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
    },
  };
}

/** Whether the id of a line stands in the file more than once. */
function findRepeatedIds(
  lines: Lines,
  idColumn: number,
  idOf: (line: number) => string,
): (line: number) => boolean {
  // Ids by their code, so that counting them takes no memory of its own; one that had to be tidied may get a new code.
  const codes = new Uint32Array(lines.length);
  for (let line = 0; line < lines.length; line += 1) {
    const id = idOf(line);
    codes[line] = id === lines.text(line, idColumn) ? lines.code(line, idColumn) : lines.pool.codeOf(id);
  }
  const counts = new Uint32Array(lines.pool.texts.length);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return (line) => (counts[codes[line] ?? 0] ?? 0) > 1;
}

/**
 * Turns the lines of the sheet into settlement rows: type, ids, dates, money, fees by name and identity. Every line is
 * proved and counted once, here; the rows are made anew whenever they are gone through.
 */
export function readRows(context: RowsContext): RowsRead {
  const { header, lines, grid, money, prover, currency } = context;
  const reader = createLineReader(context);
  const isRepeated = findRepeatedIds(lines, header.fields.get('id') ?? -1, reader.idOf);
  const watch = watchTypes(currency, header.names[header.fields.get('type') ?? -1] ?? null);
  const sums = context.summed.map(grid.sum);
  const typeSums = new Map<string, number>();
  const daySums = new Map<BusinessDate, DaySums>();
  const repeated: number[] = [];
  let orders = 0;
  const grouping = header.fields.has('skuId') ? createGrouping() : null;
  const see = (draft: DraftRow, key: RowKey | null) => {
    if (draft.kind !== 'order') return;
    orders += 1;
    if (key !== null && !key.endsWith('|1')) repeated.push(draft.rowNumber);
  };

  const keyOf = createKeys();
  for (let line = 0; line < lines.length; line += 1) {
    const amount = money.read(line);
    // Fees by name are of no use yet, unless lines are to be added up.
    const draft = reader.read(line, amount, grouping ? prover.nameFees(line, amount.fees) : []);
    prover.prove(line, draft.rowNumber, draft.kind, amount);
    if (draft.kind !== 'order') {
      const key = typeKey(draft.type);
      typeSums.set(key, (typeSums.get(key) ?? 0) + draft.settlementMinor);
    }
    addToDay(daySums, draft);
    watch.see(draft);
    if (grouping) grouping.add(draft, lines.cells(line));
    // A row whose id stands there once is no repetition, whatever its key.
    else see(draft, isRepeated(line) ? keyOf(draft, true) : null);
  }
  // Nothing is added any more.
  lines.pool.close();

  const problems: SettlementProblem[] = [];
  let found: Pick<RowsRead, 'rows' | 'rawRows'>;
  if (grouping) {
    const rows: SettlementRow[] = [];
    const rawRows: (readonly string[])[] = [];
    for (const { draft, cells } of grouping.finish()) {
      const key = keyOf(draft, true);
      see(draft, key);
      rows.push({ key, ...draft });
      rawRows.push(cells);
    }
    found = { rows, rawRows };
    problems.push(
      note(
        null,
        null,
        `The file has one line for each SKU: its ${lines.length} lines are added up to ${rows.length} rows, one for each order, type and day.`,
      ),
    );
  } else {
    found = {
      rows: {
        length: lines.length,
        *[Symbol.iterator]() {
          const key = createKeys();
          for (let line = 0; line < lines.length; line += 1) {
            const amount = money.read(line);
            const draft = reader.read(line, amount, prover.nameFees(line, amount.fees));
            yield { key: key(draft, isRepeated(line)), ...draft };
          }
        },
      },
      rawRows: {
        length: lines.length,
        *[Symbol.iterator]() {
          for (let line = 0; line < lines.length; line += 1) yield lines.cells(line);
        },
        pack: createLinePacker(lines),
      },
    };
  }
  problems.push(...watch.problems(), ...explainRepeats(orders, repeated, context.joined));
  const exact = sums.every(Number.isSafeInteger) && [...typeSums.values()].every(Number.isSafeInteger);
  const columnSums = new Map(context.summed.map((column, index) => [column, sums[index] ?? 0]));
  return { ...found, columnSums, typeSums, daySums, problems, exact };
}

function addToDay(daySums: Map<BusinessDate, DaySums>, draft: DraftRow): void {
  let day = daySums.get(draft.settledOn);
  if (!day) {
    day = { settled: 0, gmv: 0 };
    daySums.set(draft.settledOn, day);
  }
  if (draft.isGmvAds) day.gmv += draft.settlementMinor;
  else day.settled += draft.settlementMinor;
}
