import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toRowKey } from '../ids.ts';
import { sumMinor } from '../money.ts';
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

it('accounts for every row of both sides once, and its differences are those of the dates, to the cent', () => {
  const someRow = fc.record({
    order: fc.integer({ min: 1, max: 6 }),
    on: fc.constantFrom('2026-10-10', '2026-10-11', '2026-10-12'),
    sale: fc.integer({ min: 0, max: 900 }),
    fees: fc.integer({ min: -90, max: 90 }),
  });
  const side = fc.array(someRow, { maxLength: 12 });
  fc.assert(
    fc.property(side, side, side, (both, onlyApi, onlyFile) => {
      const toRows = (facts: typeof both, where: string) =>
        facts.map((fact, index) => {
          const made = orderRow({ ...fact, order: String(fact.order) });
          return { ...made, key: toRowKey(`${where} ${index}`) };
        });
      const shared = toRows(both, 'both');
      const api = [...shared, ...toRows(onlyApi, 'api')];
      const file = [...toRows(onlyFile, 'file'), ...shared];
      const { days, differences } = compareRows(api, file);
      const equal = sumMinor(days.map((day) => day.equalRows));
      expect(equal).toBe(shared.length);
      expect(differences.filter((one) => one.api !== null)).toHaveLength(onlyApi.length);
      expect(differences.filter((one) => one.file !== null)).toHaveLength(onlyFile.length);
      for (const day of days) {
        const ofDay = differences.filter(({ settledOn }) => settledOn === day.settledOn);
        const left = ofDay.map((one) => (one.api?.settlementMinor ?? 0) - (one.file?.settlementMinor ?? 0));
        expect(day.differenceMinor).toBe(sumMinor(left));
      }
      const total = (rows: typeof api) => sumMinor(rows.map((row) => row.settlementMinor));
      expect(sumMinor(days.map((day) => day.differenceMinor))).toBe(total(api) - total(file));
      // Seen from the other side it is the same, the other way round.
      const mirrored = compareRows(file, api);
      expect(mirrored.days.map((day) => 0 - day.differenceMinor)).toEqual(
        days.map((day) => day.differenceMinor + 0),
      );
    }),
  );
});
