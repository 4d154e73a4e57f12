import { expect, test } from 'vitest';
import { compareLines } from './compare-documents.ts';

const line = (itemCode: string, quantity: number, grossMinor: number) => ({
  kind: 'goods',
  itemCode,
  description: `Item ${itemCode}`,
  quantity,
  discountMinor: 0,
  grossMinor,
  netMinor: grossMinor,
  taxMinor: 0,
});

test('equal documents have no difference, in whatever order their lines stand', () => {
  const one = [line('A', 1, 500), line('B', 2, 800)];
  expect(compareLines(one, [...one].reverse()).some(({ differs }) => differs)).toBe(false);
  expect(compareLines([line('A', 2, 1000)], [line('A', 1, 500), line('A', 1, 500)])[0]?.differs).toBe(false);
});

test('a line that only one side has, and one of another amount, are marked', () => {
  const compared = compareLines(
    [line('A', 1, 500), line('C', 1, 100)],
    [line('A', 2, 1000), line('B', 1, 300)],
  );
  expect(
    compared.map(({ itemCode, planned, standing }) => [itemCode, planned?.grossMinor, standing?.grossMinor]),
  ).toEqual([
    ['A', 500, 1000],
    ['B', undefined, 300],
    ['C', 100, undefined],
  ]);
  expect(compared.every(({ differs }) => differs)).toBe(true);
});
