import { describe, expect, test } from 'vitest';
import { orderRow } from '../testing/builders.ts';
import { splitRow } from './split-row.ts';

const commission = (amountMinor: number) => ({ name: 'Platform commission fee', amountMinor });
const shipping = (amountMinor: number) => ({ name: 'Shipping cost', amountMinor });

describe('fees of a knock-off', () => {
  test('keep their names and amounts where all of them fit, one given back included', () => {
    const split = splitRow(orderRow({ sale: 1000, fees: [commission(-300), shipping(20)] }));
    expect(split.deductions).toEqual([commission(300), shipping(-20)]);
    expect(split.cashMinor).toBe(720);
  });

  test('are cut in proportion where they exceed the balance', () => {
    const split = splitRow(orderRow({ sale: 100, fees: [commission(-300), shipping(-100)] }));
    expect(split.deductions).toEqual([commission(75), shipping(25)]);
    expect(split).toMatchObject({ cashMinor: 0, remainderMinor: -300 });
  });

  test('never show a fee that was given back as one that was charged', () => {
    const split = splitRow(orderRow({ sale: 100, fees: [commission(-300), shipping(100)] }));
    expect(split.deductions).toEqual([commission(100)]);
    expect(split.remainderMinor).toBe(-100);
  });

  test('given back on a refund are negative deductions', () => {
    const split = splitRow(orderRow({ refund: -100, fees: [commission(30), shipping(-10)] }));
    expect(split.deductions).toEqual([commission(-30), shipping(10)]);
    expect(split).toMatchObject({ target: 'creditNote', cashMinor: -80, remainderMinor: 0 });
  });
});

test('a refund larger than the sale of its row clears the sale and leaves the rest on the credit note', () => {
  const split = splitRow(orderRow({ sale: 1000, refund: -1800 }));
  expect(split).toMatchObject({
    consumesMinor: 1000,
    creditMinor: 1800,
    appliedMinor: 1000,
    target: 'creditNote',
    knockOffMinor: -800,
  });
});

test('a refund taken back is money for goods', () => {
  expect(splitRow(orderRow({ refund: 500 }))).toMatchObject({
    consumesMinor: 500,
    creditMinor: 0,
    cashMinor: 500,
  });
});

test('an empty row is zero throughout, never minus zero', () => {
  expect(splitRow(orderRow({}))).toEqual({
    consumesMinor: 0,
    creditMinor: 0,
    appliedMinor: 0,
    target: 'none',
    knockOffMinor: 0,
    cashMinor: 0,
    deductions: [],
    remainderMinor: 0,
  });
});
