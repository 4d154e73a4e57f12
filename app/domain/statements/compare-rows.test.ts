import { expect, it } from 'vitest';
import { toRowKey } from '../ids.ts';
import { orderRow } from '../testing/builders.ts';
import { compareRows } from './compare-rows.ts';

const row = (order: string, sale: number, fees = 0) => {
  const one = orderRow({ order, sale, fees, on: '2026-10-10' });
  return { ...one, key: toRowKey(`${order}|${one.settlementMinor}`) };
};

it('says nothing of rows that agree, in whatever order they come', () => {
  const rows = [row('1', 100), row('2', 200)];
  const { days, differences } = compareRows(rows, [...rows].reverse());
  expect(differences).toEqual([]);
  expect(days).toMatchObject([{ apiMinor: 300, fileMinor: 300, differenceMinor: 0, equalRows: 2 }]);
});

it('puts both values of a row side by side, and names what one side does not have', () => {
  const { days, differences } = compareRows(
    [row('1', 100), row('2', 200, -20), row('3', 50)],
    [row('1', 100), row('2', 200, -30), row('4', 60)],
  );
  expect(differences.map(({ id, api, file }) => [id, api?.settlementMinor, file?.settlementMinor])).toEqual([
    ['2', 180, 170],
    ['3', 50, undefined],
    ['4', undefined, 60],
  ]);
  expect(days).toMatchObject([{ apiMinor: 330, fileMinor: 330, differenceMinor: 0, equalRows: 1 }]);
});
