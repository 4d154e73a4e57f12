import type { Currency } from '../money.ts';
import {
  type CellAmountProblem,
  type DecimalMark,
  decimalEvidence,
  explainAmountProblem,
  parseCellAmount,
} from './amounts.ts';
import { codesIn, type Lines } from './cell-table.ts';
import type { AmountGrid } from './place-fees.ts';
import { blocking, nameRows, note } from './problems.ts';
import type { SettlementProblem } from './types.ts';

const mostReported = 100;

/** The decimal mark of a file, from all its amounts together. */
function decideDecimalMark(texts: readonly string[]): DecimalMark {
  const evidence = new Set(texts.map(decimalEvidence));
  const [point, comma] = [evidence.has('.'), evidence.has(',')];
  return point === comma ? 'unclear' : point ? '.' : ',';
}

export interface CheckedGrid {
  readonly grid: AmountGrid;
  /** Cells that are no amounts; while there are any, the file cannot be loaded. */
  readonly unreadable: readonly SettlementProblem[];
  readonly notes: readonly SettlementProblem[];
  /** Of the optional columns, those that hold amounts only. */
  readonly numeric: readonly number[];
  readonly mark: DecimalMark;
}

/**
 * Amounts of the lines by column, each distinct text parsed once. `required` columns must hold amounts; `optional`
 * ones (of unknown meaning) are dropped when they hold anything else.
 */
export function checkAmounts(
  lines: Lines,
  names: readonly string[],
  required: readonly number[],
  optional: readonly number[],
  currency: Currency,
): CheckedGrid {
  const { texts } = lines.pool;
  const codes = codesIn(lines, required);
  const mark = decideDecimalMark(codes.map((code) => texts[code] ?? ''));
  /** By code, in minor units; NaN while not parsed. */
  const minor = new Float64Array(texts.length).fill(Number.NaN);
  const problemOf = new Map<number, CellAmountProblem>();
  const repaired = new Set<number>();
  const parse = (code: number): number => {
    const parsed = parseCellAmount(texts[code] ?? '', currency, mark);
    if (!parsed.ok) problemOf.set(code, parsed.error);
    else if (parsed.value.repaired) repaired.add(code);
    const value = parsed.ok ? parsed.value.minor : 0;
    minor[code] = value;
    return value;
  };
  for (const code of codes) parse(code);
  const isOdd = problemOf.size > 0 || repaired.size > 0;
  const { unreadable, notes } = isOdd
    ? explain(lines, names, required, currency, problemOf, repaired)
    : { unreadable: [], notes: [] };

  const numeric = optional.filter((column) =>
    codesIn(lines, [column]).every((code) => {
      parse(code);
      return !problemOf.has(code);
    }),
  );
  const amountOf = (code: number): number => {
    const value = minor[code] ?? 0;
    return Number.isNaN(value) ? parse(code) : value;
  };
  const grid: AmountGrid = {
    lineCount: lines.length,
    amount: (line, column) => amountOf(lines.code(line, column)),
    sum: (column) => {
      let total = 0;
      lines.runs(column, (code, count) => {
        total += amountOf(code) * count;
      });
      return total;
    },
    isZero: (column) => codesIn(lines, [column]).every((code) => amountOf(code) === 0),
  };
  return { grid, unreadable, notes, numeric, mark };
}

/** Names the cells that are no amounts, and the rows whose amounts had to be repaired, line by line. */
function explain(
  lines: Lines,
  names: readonly string[],
  required: readonly number[],
  currency: Currency,
  problemOf: ReadonlyMap<number, CellAmountProblem>,
  repaired: ReadonlySet<number>,
): { unreadable: SettlementProblem[]; notes: SettlementProblem[] } {
  const unreadable: SettlementProblem[] = [];
  let unreadableCount = 0;
  const rows: number[] = [];
  for (let line = 0; line < lines.length; line += 1) {
    const row = lines.rowNumber(line);
    for (const column of required) {
      const code = lines.code(line, column);
      const problem = problemOf.get(code);
      if (problem !== undefined) {
        unreadableCount += 1;
        if (unreadable.length < mostReported) {
          const says = explainAmountProblem(problem, lines.text(line, column), currency);
          unreadable.push(blocking(row, names[column] ?? null, says));
        }
      } else if (repaired.has(code) && rows.at(-1) !== row) rows.push(row);
    }
  }
  if (unreadableCount > unreadable.length) {
    unreadable.push(
      blocking(null, null, `${unreadableCount - unreadable.length} more cells cannot be read.`),
    );
  }
  const notes =
    rows.length === 0
      ? []
      : [
          note(
            rows[0] ?? null,
            null,
            `Amounts in ${nameRows(rows)} carry the noise of a spreadsheet's number format (such as 61.970000000000006). They were read as the amount they stand for.`,
          ),
        ];
  return { unreadable, notes };
}
