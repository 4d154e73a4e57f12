import type { Currency } from '../money.ts';
import { type DecimalMark, parseCellAmount } from './amounts.ts';
import type { Field } from './columns.ts';
import { matchHeader } from './find-header.ts';
import type { SettlementRow } from './types.ts';

/** Whether a row says what its cells say: `true`, `false`, or null when the cells of this layout cannot say. */
export type RowRecheck = (row: SettlementRow, cells: readonly string[]) => boolean | null;

const sums: readonly (readonly [
  keyof Pick<SettlementRow, 'settlementMinor' | 'revenueMinor' | 'feesMinor' | 'adjustmentMinor'>,
  readonly Field[],
])[] = [
  ['settlementMinor', ['settlement']],
  ['revenueMinor', ['revenue', 'netSales']],
  ['feesMinor', ['fees', 'usShipping', 'usFees']],
  ['adjustmentMinor', ['adjustment']],
];

/**
 * Compares rows of the books with the cells they were read from: settlement, revenue, fees and adjustment, each from its
 * own column, so that a change on either side shows. Null when the header is none of a settlement. Layouts with a line
 * per SKU keep several lines in one row, whose cells no longer say the sums.
 */
export function createRowRecheck(headers: readonly string[], currency: Currency): RowRecheck | null {
  const match = matchHeader(1, headers);
  if (match?.kind !== 'settlement') return null;
  const { fields } = match.header;
  const columns = sums.map(
    ([name, wanted]) => [name, wanted.flatMap((field) => fields.get(field) ?? [])] as const,
  );
  return (row, cells) => {
    if (fields.has('skuId')) return null;
    for (const [name, positions] of columns) {
      let total = 0;
      for (const position of positions) {
        const amount = readAmount(cells[position] ?? '', currency);
        if (amount === null) return false;
        total += amount;
      }
      if (total !== row[name]) return false;
    }
    return true;
  };
}

/** A cell by any decimal mark under which it can be read. */
function readAmount(text: string, currency: Currency): number | null {
  const marks: readonly DecimalMark[] = ['unclear', '.', ','];
  for (const mark of marks) {
    const read = parseCellAmount(text, currency, mark);
    if (read.ok) return read.value.minor;
  }
  return null;
}
