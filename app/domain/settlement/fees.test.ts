import { describe, expect, test } from 'vitest';
import {
  englishLayout,
  type FixtureLayout,
  incomeSheets,
  mixedRows,
  writeDetails,
} from './testing/fixture.ts';
import { blockers, failures, opened, readSheets, readTable } from './testing/read-sheets.ts';

const newFee: FixtureLayout = {
  ...englishLayout,
  feeTree: [...englishLayout.feeTree, ['Galaxy fee', 'Nebula part']],
};
const rows = mixedRows.map((row, index) =>
  row.type === undefined
    ? { ...row, fees: { ...row.fees, 'Galaxy fee': -10 - index, 'Nebula part': -7 * index - 3 } }
    : row,
);

describe('a fee column that no table knows', () => {
  test('is placed by the file’s own Reports tree', () => {
    const file = opened(readSheets(incomeSheets(rows, newFee)));
    expect(failures(file)).toEqual({});
    expect(file.problems).toEqual([]);
    expect(file.rows[0]?.fees.map((fee) => fee.name)).toContain('Galaxy fee');
    expect(file.rows[0]?.fees.map((fee) => fee.name)).not.toContain('Nebula part');
  });

  test('is placed by what closes on every row when there is no tree', () => {
    const file = opened(readTable(writeDetails(rows, newFee)));
    expect(failures(file)).toEqual({});
    expect(file.unknownFeeColumns).toEqual([]);
    expect(file.rows[0]?.fees).toContainEqual({ name: 'Galaxy fee', amountMinor: -10 });
    expect(file.problems.map(({ column, severity }) => [column, severity])).toEqual([
      ['Galaxy fee', 'note'],
      ['Nebula part', 'note'],
    ]);
  });

  test('blocks its rows when nothing places it', () => {
    const table = writeDetails(rows, newFee);
    const at = table[0]?.indexOf('Galaxy fee') ?? -1;
    const broken = table.map((cells, index) =>
      cells.map((cell, column) => (column === at && index === 2 ? '-99' : cell)),
    );
    const file = opened(readTable(broken));
    expect(file.unknownFeeColumns).toEqual(['Galaxy fee', 'Nebula part']);
    expect(failures(file)).toEqual({ I5: 5 });
    expect(blockers(file)).toContainEqual(
      expect.stringMatching(/^I5: the total is -3\.20.*-3\.10.*-0\.10.*Galaxy fee/),
    );
    expect(file.rows[0]?.fees).toContainEqual({
      name: 'Unknown column: Galaxy fee + Nebula part',
      amountMinor: -10,
    });
    for (const row of file.rows) {
      expect(row.fees.reduce((sum, fee) => sum + fee.amountMinor, 0)).toBe(row.feesMinor);
    }
  });

  test('says nothing while it is zero', () => {
    const file = opened(readTable(writeDetails(mixedRows, newFee)));
    expect(file.problems).toEqual([]);
  });

  test('is found in a column without a name', () => {
    const table = writeDetails(mixedRows, englishLayout).map((cells, index) => {
      const nameless = cells.indexOf('', 14);
      const fees = Number(cells[13]) - 1;
      return index === 0 || cells[1] !== 'Order'
        ? cells
        : cells.map((cell, column) =>
            column === nameless
              ? '-1'
              : column === 13
                ? fees.toFixed(2)
                : column === 5
                  ? (Number(cell) - 1).toFixed(2)
                  : cell,
          );
    });
    const file = opened(readTable(table));
    expect(failures(file)).toEqual({});
    expect(file.rows[0]?.fees).toContainEqual({ name: 'Column X', amountMinor: -100 });
  });
});

test('a difference no column explains blocks its row and is named', () => {
  const table = writeDetails(mixedRows, englishLayout).map((cells, index) =>
    index === 1
      ? cells.map((cell, column) => (column === 13 ? '-3.6' : column === 5 ? '14.4' : cell))
      : cells,
  );
  const file = opened(readTable(table));
  expect(failures(file)).toEqual({ I5: 1 });
  expect(blockers(file)).toEqual([
    expect.stringMatching(/^I5: the total is -3\.60, but the known fees add up to -3\.10; -0\.50/),
  ]);
});

test('a total without any breakdown is one fee by its name', () => {
  const kept = [0, 1, 3, 4, 5, 6, 7, 10, 13, 24];
  const table = writeDetails(mixedRows, englishLayout).map((cells) =>
    kept.map((column) => cells[column] ?? ''),
  );
  const file = opened(readTable(table));
  expect(failures(file)).toEqual({});
  expect(file.rows[0]?.fees).toEqual([{ name: 'Total Fees', amountMinor: -310 }]);
  expect(file.proofs.find((proof) => proof.id === 'I5')?.checked).toBe(0);
});

test('a detail whose fee has no column of its own stands for the fee', () => {
  const layout: FixtureLayout = {
    ...englishLayout,
    feeTree: [...englishLayout.feeTree, ['Dilayani Tokopedia', 'DT Handling Fee']],
  };
  const charged = mixedRows.map((row) =>
    row.type === undefined
      ? { ...row, fees: { ...row.fees, 'Dilayani Tokopedia': -5, 'DT Handling Fee': -5 } }
      : row,
  );
  const sheets = incomeSheets(charged, layout).map((sheet, index) => {
    const at = sheet.rows[0]?.indexOf('Dilayani Tokopedia') ?? -1;
    return index === 0 ? { ...sheet, rows: sheet.rows.map((cells) => cells.toSpliced(at, 1)) } : sheet;
  });
  const file = opened(readSheets(sheets));
  expect(failures(file)).toEqual({});
  expect(file.rows[0]?.fees).toContainEqual({ name: 'DT Handling Fee', amountMinor: -5 });
});
