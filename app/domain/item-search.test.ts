import { expect, test } from 'vitest';
import { stillFound } from './item-search.ts';

const items = [
  { code: 'TOTE-NATURAL', name: 'Tote bag, natural', barcodes: [] },
  { code: 'TOTE-NVY', name: 'Tote bag, navy', barcodes: ['5012345678900'] },
];
const codes = (text: string) => stillFound(items, text).map(({ code }) => code);

test('of an older answer only what the newer text finds can be chosen', () => {
  expect(codes('')).toEqual(['TOTE-NATURAL', 'TOTE-NVY']);
  expect(codes('tote bag')).toEqual(['TOTE-NATURAL', 'TOTE-NVY']);
  expect(codes('Tote bag, NAVY ')).toEqual(['TOTE-NVY']);
  expect(codes('678900')).toEqual(['TOTE-NVY']);
  expect(codes('navy mug')).toEqual([]);
});
