import type { BusinessDate } from '../dates.ts';
import { sumMinor } from '../money.ts';
import type { SettlementRow } from '../settlement/types.ts';

/** The figures of one row on one side. Minor units, signs of the settlement file. */
export interface RowFigures {
  readonly settlementMinor: number;
  readonly revenueMinor: number;
  readonly feesMinor: number;
  readonly adjustmentMinor: number;
}

/** A row that the two sides do not agree on; null = the side does not have it. */
export interface RowDifference {
  readonly settledOn: BusinessDate;
  readonly id: string;
  readonly type: string;
  readonly api: RowFigures | null;
  readonly file: RowFigures | null;
}

export interface ComparedDay {
  readonly settledOn: BusinessDate;
  readonly apiMinor: number;
  readonly fileMinor: number;
  readonly differenceMinor: number;
  readonly apiRows: number;
  readonly fileRows: number;
  /** Rows of the date that agree in every figure. */
  readonly equalRows: number;
}

export interface Comparison {
  readonly days: readonly ComparedDay[];
  readonly differences: readonly RowDifference[];
}

/**
 * Statements of the API against rows of files, to the cent: by row identity first (id, type, date and figures); what is
 * left is paired by id and date, so that both values stand side by side.
 */
export function compareRows(api: readonly SettlementRow[], file: readonly SettlementRow[]): Comparison {
  const inFile = new Map(file.map((row) => [row.key, row]));
  const equal = new Set(api.filter((row) => agrees(row, inFile.get(row.key))).map((row) => row.key));
  const left = new Map<string, SettlementRow[]>();
  for (const row of file.filter(({ key }) => !equal.has(key))) {
    const key = subject(row);
    left.set(key, [...(left.get(key) ?? []), row]);
  }
  const differences: RowDifference[] = [];
  for (const row of api.filter(({ key }) => !equal.has(key))) {
    const other = left.get(subject(row))?.shift() ?? null;
    differences.push(toDifference(row, row, other));
  }
  for (const row of [...left.values()].flat()) differences.push(toDifference(row, null, row));
  return {
    days: toDays(api, file, equal),
    differences: differences.sort(
      (a, b) => compare(a.settledOn, b.settledOn) || compare(a.id, b.id) || compare(a.type, b.type),
    ),
  };
}

/** The identity holds settlement, revenue and fees; the adjustment follows from them only where the row foots. */
function agrees(row: SettlementRow, other: SettlementRow | undefined): boolean {
  return other !== undefined && row.adjustmentMinor === other.adjustmentMinor;
}

function toDays(
  api: readonly SettlementRow[],
  file: readonly SettlementRow[],
  equal: ReadonlySet<string>,
): readonly ComparedDay[] {
  const dates = new Set([...api, ...file].map((row) => row.settledOn));
  return [...dates].sort().map((settledOn) => {
    const ofApi = api.filter((row) => row.settledOn === settledOn);
    const ofFile = file.filter((row) => row.settledOn === settledOn);
    const apiMinor = sumMinor(ofApi.map((row) => row.settlementMinor));
    const fileMinor = sumMinor(ofFile.map((row) => row.settlementMinor));
    return {
      settledOn,
      apiMinor,
      fileMinor,
      differenceMinor: apiMinor - fileMinor,
      apiRows: ofApi.length,
      fileRows: ofFile.length,
      equalRows: ofApi.filter((row) => equal.has(row.key)).length,
    };
  });
}

function toDifference(
  { settledOn, id, typeName }: SettlementRow,
  api: SettlementRow | null,
  file: SettlementRow | null,
): RowDifference {
  return { settledOn, id, type: typeName, api: api && toFigures(api), file: file && toFigures(file) };
}

function toFigures({ settlementMinor, revenueMinor, feesMinor, adjustmentMinor }: SettlementRow): RowFigures {
  return { settlementMinor, revenueMinor, feesMinor, adjustmentMinor };
}

function subject(row: SettlementRow): string {
  return `${row.id} ${row.settledOn}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
