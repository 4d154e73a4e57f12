import { expect, test } from 'vitest';
import { marginOf, missingWords } from './profit-words.ts';

const row = {
  skuId: '1',
  sellerSku: 'MUG',
  productName: 'Mug',
  variation: '',
  units: 1,
  saleMinor: 2_000,
  refundMinor: 0,
  feesMinor: -180,
  costMinor: -500,
  profitMinor: 1_320,
  missing: [],
};

test('the margin is of the goods that stayed sold, and is empty without a profit or goods', () => {
  expect(marginOf(row)).toBe('66.0 %');
  expect(marginOf({ ...row, refundMinor: -1_000, profitMinor: -250 })).toBe('-25.0 %');
  expect(marginOf({ ...row, refundMinor: -2_000 })).toBe('');
  expect(marginOf({ ...row, profitMinor: null })).toBe('');
});

test('what is missing is named, or counted', () => {
  expect(missingWords(['MUG-1'])).toBe('No cost of MUG-1');
  expect(missingWords(['MUG-1', 'PLT-1'])).toBe('No cost of 2 items');
  expect(missingWords(['', 'MUG-1'])).toBe('Not mapped');
});
