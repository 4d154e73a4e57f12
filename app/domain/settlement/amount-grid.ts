import type { Currency } from '../money.ts';
import {
  type CellAmountProblem,
  type DecimalMark,
  decimalEvidence,
  explainAmountProblem,
  parseCellAmount,
} from './amounts.ts';
import type { AmountGrid } from './place-fees.ts';
import { blocking, nameRows, note } from './problems.ts';
import type { RawRow } from './report-tree.ts';
import type { SettlementProblem } from './types.ts';

const mostRemembered = 400_000;
const mostReported = 100;

/** The decimal mark of a file, from all its amounts together. */
export function decideDecimalMark(lines: readonly RawRow[], columns: readonly number[]): DecimalMark {
  let points = 0;
  let commas = 0;
  const known = new Map<string, '.' | ',' | null>();
  for (const line of lines) {
    for (const column of columns) {
      const text = line.cells[column];
      if (text === undefined || text === '0') continue;
      let evidence = known.get(text);
      if (evidence === undefined) {
        evidence = decimalEvidence(text);
        if (known.size < mostRemembered) known.set(text, evidence);
      }
      if (evidence === '.') points += 1;
      else if (evidence === ',') commas += 1;
    }
  }
  if (points > 0 && commas > 0) return 'unclear';
  return points > 0 ? '.' : commas > 0 ? ',' : 'unclear';
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
  lines: readonly RawRow[],
  names: readonly string[],
  required: readonly number[],
  optional: readonly number[],
  currency: Currency,
): CheckedGrid {
  const mark = decideDecimalMark(lines, required);
  const known = new Map<string, number | CellAmountProblem>();
  const repairedTexts = new Set<string>();
  const parse = (text: string): number | CellAmountProblem => {
    const remembered = known.get(text);
    if (remembered !== undefined) return remembered;
    const parsed = parseCellAmount(text, currency, mark);
    const result = parsed.ok ? parsed.value.minor : parsed.error;
    if (parsed.ok && parsed.value.repaired) repairedTexts.add(text);
    if (known.size < mostRemembered) known.set(text, result);
    return result;
  };

  const unreadable: SettlementProblem[] = [];
  let unreadableCount = 0;
  const repaired: number[] = [];
  const numeric = new Set(optional);
  for (const line of lines) {
    for (const column of required) {
      const text = line.cells[column] ?? '';
      if (text === '0') continue;
      const value = parse(text);
      if (typeof value === 'string') {
        unreadableCount += 1;
        if (unreadable.length < mostReported) {
          unreadable.push(
            blocking(line.rowNumber, names[column] ?? null, explainAmountProblem(value, text, currency)),
          );
        }
      } else if (repairedTexts.size > 0 && repairedTexts.has(text) && repaired.at(-1) !== line.rowNumber) {
        repaired.push(line.rowNumber);
      }
    }
    for (const column of numeric) {
      const text = line.cells[column] ?? '';
      if (text !== '0' && typeof parse(text) === 'string') numeric.delete(column);
    }
  }
  if (unreadableCount > unreadable.length) {
    unreadable.push(
      blocking(null, null, `${unreadableCount - unreadable.length} more cells cannot be read.`),
    );
  }
  const notes: SettlementProblem[] = [];
  if (repaired.length > 0) {
    notes.push(
      note(
        repaired[0] ?? null,
        null,
        `Amounts in ${nameRows(repaired)} carry the noise of a spreadsheet's number format (such as 61.970000000000006). They were read as the amount they stand for.`,
      ),
    );
  }
  const amount = (line: number, column: number): number => {
    const text = lines[line]?.cells[column];
    if (text === undefined || text === '0' || column < 0) return 0;
    const value = parse(text);
    return typeof value === 'number' ? value : 0;
  };
  return { grid: { lineCount: lines.length, amount }, unreadable, notes, numeric: [...numeric], mark };
}
