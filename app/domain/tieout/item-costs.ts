import { type BusinessDate, parseBusinessDate } from '../dates.ts';
import { normaliseCode } from '../mapping.ts';
import { type Currency, formatMinor, parseMinor } from '../money.ts';
import { guard, unguard } from '../spreadsheet-text.ts';
import type { TableRow } from '../table.ts';

/** What one unit of a stock item costs from a date on, minor units of the shop's currency. */
export interface ItemCost {
  readonly itemCode: string;
  readonly from: BusinessDate;
  readonly costMinor: number;
}

export interface CostProblem {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

const columns = ['Item code', 'Item', 'Cost', 'From'] as const;
type ColumnName = (typeof columns)[number];

/** From the beginning of the books, where a line says no date. */
export const always = '2000-01-01' as BusinessDate; // a date of the calendar

/** The cost in force on a date: of the entries begun by then the newest, else the first one there is. */
export function costOn(costs: readonly ItemCost[], on: BusinessDate): number | null {
  const rising = [...costs].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const best = rising.findLast(({ from }) => from <= on) ?? rising[0];
  return best?.costMinor ?? null;
}

/** A table for a spreadsheet: an item without a cost has an empty one. Reading takes it back. */
export function toCostTable(
  items: readonly { readonly code: string; readonly name: string }[],
  costs: readonly ItemCost[],
  currency: Currency,
): string[][] {
  const byCode = Map.groupBy(costs, ({ itemCode }) => normaliseCode(itemCode));
  return [
    [...columns],
    ...items.flatMap(({ code, name }) => {
      const known = byCode.get(normaliseCode(code)) ?? [];
      const line = (cost: string, from: string) => [guard(code), guard(name), cost, from];
      if (known.length === 0) return [line('', '')];
      return known.map(({ costMinor, from }) =>
        line(formatMinor(costMinor, currency), from === always ? '' : from),
      );
    }),
  ];
}

/**
 * Reads costs by item code; the order of columns does not matter, other columns are ignored, a line without a cost is
 * left out. One wrong line refuses the file: every problem names its row and column.
 */
export function readCostTable(
  table: readonly TableRow[],
  items: readonly { readonly code: string }[],
  currency: Currency,
): { readonly costs: readonly ItemCost[]; readonly problems: readonly CostProblem[] } | { refusal: string } {
  const [head, ...lines] = table;
  const place = new Map<ColumnName, number>();
  for (const [index, cell] of (head?.cells ?? []).entries()) {
    const name = columns.find((one) => one.toLowerCase() === cell.trim().toLowerCase());
    if (name !== undefined && !place.has(name)) place.set(name, index);
  }
  if (!place.has('Item code') || !place.has('Cost')) {
    return {
      refusal:
        'The first row of the table must name the columns “Item code” and “Cost”. “From” is for the first date that a cost is for.',
    };
  }
  const codes = new Map(items.map(({ code }) => [normaliseCode(code), code]));
  const costs = new Map<string, ItemCost>();
  const problems: CostProblem[] = [];
  for (const { rowNumber: row, cells } of lines) {
    const cell = (name: ColumnName) => unguard((cells[place.get(name) ?? -1] ?? '').trim());
    const [typed, amount, date] = [cell('Item code'), cell('Cost'), cell('From')];
    if (typed === '' || amount === '') continue;
    const itemCode = codes.get(normaliseCode(typed));
    const minor = parseMinor(amount, currency);
    const from = date === '' ? always : parseBusinessDate(date);
    const problem = (column: ColumnName, message: string) => problems.push({ row, column, message });
    if (itemCode === undefined) problem('Item code', `No stock item has the code “${typed.slice(0, 60)}”.`);
    if (!minor.ok || minor.value < 0) {
      problem(
        'Cost',
        `“${amount.slice(0, 40)}” is no cost. Write it as ${formatMinor(1250, currency)}, in ${currency}.`,
      );
    }
    if (from === null) problem('From', `“${date.slice(0, 40)}” is no date. Write it as 2026-10-01.`);
    if (itemCode === undefined || !minor.ok || minor.value < 0 || from === null) continue;
    const key = `${itemCode} ${from}`;
    const before = costs.get(key);
    if (before && before.costMinor !== minor.value) {
      problem('Cost', `${itemCode} has another cost for the same date further up.`);
      continue;
    }
    costs.set(key, { itemCode, from, costMinor: minor.value });
  }
  return { costs: [...costs.values()], problems };
}
