import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../files/read-table.ts';
import { type ItemId, toItemId, toSkuId } from './ids.ts';
import type { MappableItem } from './mapping.ts';
import {
  type FileProduct,
  type MappingFilePlan,
  mappingFileColumns,
  readMappingTable,
  toMappingTable,
} from './mapping-file.ts';
import { guard, isFormulaLike, toCsvText, unguard } from './spreadsheet-text.ts';
import { day } from './testing/builders.ts';

const header = mappingFileColumns.join(',');
const bounds = { rows: 100_000, columns: 60 };

function item(code: string, isActive = true): MappableItem {
  return { itemId: toItemId(`item-${code}`), code, name: code, isActive, salePriceMinor: null };
}

function component(code: string, quantity = 1) {
  return { itemId: toItemId(`item-${code}`), itemCode: code, itemName: code, quantity };
}

function product(skuId: string, over: Partial<FileProduct> = {}): FileProduct {
  return {
    skuId: toSkuId(skuId),
    sellerSku: `S-${skuId}`,
    productName: 'Mug',
    variation: '',
    components: [],
    validFrom: null,
    ...over,
  };
}

const items = [item('CUP'), item('JAR'), item('OLD', false)];
const one = product('1729384726152938471');
const two = product('1729384726152938472', { components: [component('CUP')] });

async function readText(text: string, products: readonly FileProduct[] = [one, two], all = items) {
  const table = await readTable(new TextEncoder().encode(text), bounds);
  if (!table.ok) throw new Error(table.error);
  return readMappingTable(table.value, products, all);
}

async function planOf(text: string, products?: readonly FileProduct[]): Promise<MappingFilePlan> {
  const plan = await readText(text, products);
  if ('refusal' in plan) throw new Error(plan.refusal);
  return plan;
}

/** Lines below the usual header. */
const lines = (...rows: string[]) => planOf([header, ...rows, ''].join('\n'));

test('a product is a line per component, and one without an item a line with none', async () => {
  const set = product('7', {
    productName: '=Set',
    components: [component('CUP', 2), component('JAR')],
    validFrom: day('2026-05-01'),
  });
  expect(toMappingTable([one, set])).toEqual([
    [...mappingFileColumns],
    ['TT1729384726152938471', 'S-1729384726152938471', 'Mug', '', '', '', '', ''],
    ['TT7', 'S-7', "'=Set", '', 'CUP', '2', '1', '2026-05-01'],
    ['TT7', 'S-7', "'=Set", '', 'JAR', '1', '2', '2026-05-01'],
  ]);
});

test('lines change, stand already, or say nothing', async () => {
  expect(await lines(`TT${one.skuId},,,,jar,3,,2026-05-01`, `${two.skuId},,,,CUP,1,1,`)).toEqual({
    changes: [{ skuId: one.skuId, components: [component('JAR', 3)], validFrom: '2026-05-01' }],
    same: 1,
    blank: 0,
    refused: 0,
    problems: [],
  });
  expect(await lines(`${two.skuId},,,,,,,`)).toMatchObject({ changes: [], same: 0, blank: 1 });
});

test('components come in the order of their numbers, and a quantity left empty is one', async () => {
  const plan = await lines(`${one.skuId},,,,JAR,,2,`, `${one.skuId},,,,CUP,4,1,`);
  expect(plan.changes[0]?.components).toEqual([component('CUP', 4), component('JAR', 1)]);
});

test('a line without an id is found by its seller SKU when only one product has it', async () => {
  expect((await lines(',s-1729384726152938471 ,,,CUP,1,,')).changes[0]?.skuId).toBe(one.skuId);
  const twins = [product('a', { sellerSku: 'X' }), product('b', { sellerSku: 'x' })];
  const plan = await planOf(`${header}\n,X,,,CUP,1,,\n,Y,,,CUP,1,,\n,,,,CUP,1,,\n`, twins);
  expect(plan.problems).toEqual([
    { row: 2, column: 'Seller SKU', message: 'Several products have the seller SKU “X”. Write the SKU ID.' },
    {
      row: 3,
      column: 'Seller SKU',
      message: 'No product has the seller SKU “Y”. Fetch the products, or take the line out.',
    },
    { row: 4, column: 'SKU ID', message: 'The line names no product. Write its SKU ID or its seller SKU.' },
  ]);
});

describe('a line is refused by row and column', () => {
  test.each([
    [
      'an id that lost its digits',
      '1.73E+18,,,,CUP,1,,',
      'SKU ID',
      /“1.73E\+18” has lost its digits in a spreadsheet/,
    ],
    ['an id that was rounded', '1729384726152900000,,,,CUP,1,,', 'SKU ID', /may have rounded it/],
    ['an unknown id', 'TT12,,,,CUP,1,,', 'SKU ID', /“TT12” is not among the products/],
    ['a formula for an id', '=1+1,,,,CUP,1,,', 'SKU ID', /would run as a formula/],
    ['an unknown item', `${one.skuId},,,,NOPE,1,,`, 'Item code', /No item has the code “NOPE”/],
    ['an inactive item', `${one.skuId},,,,OLD,1,,`, 'Item code', /“OLD” is inactive/],
    [
      'a formula for a code',
      `${one.skuId},,,,"=HYPERLINK(""x"")",1,,`,
      'Item code',
      /would run as a formula/,
    ],
    ['no quantity', `${one.skuId},,,,CUP,0,,`, 'Quantity', /“0” is not a whole number from 1 to 1000/],
    ['a large quantity', `${one.skuId},,,,CUP,1001,,`, 'Quantity', /from 1 to 1000/],
    ['a broken quantity', `${one.skuId},,,,CUP,1.5,,`, 'Quantity', /from 1 to 1000/],
    ['a component number', `${one.skuId},,,,CUP,1,51,`, 'Component', /from 1 to 50/],
    [
      'a date of a spreadsheet',
      `${one.skuId},,,,CUP,1,,01/05/2026`,
      'Effective from',
      /Write it as 2026-05-01/,
    ],
    ['a date that is none', `${one.skuId},,,,CUP,1,,2026-02-30`, 'Effective from', /is not a date/],
  ])('%s', async (_, line, column, message) => {
    const plan = await lines(line);
    expect(plan).toMatchObject({ changes: [], refused: 1 });
    expect(plan.problems).toEqual([{ row: 2, column, message: expect.stringMatching(message) }]);
  });

  test.each([
    ['the same item twice', ['CUP,1,1,', 'cup,2,2,'], 'Item code', /also in row 2/],
    [
      'the same number twice',
      ['CUP,1,1,', 'JAR,2,1,'],
      'Component',
      /Component 1 stands twice, also in row 2/,
    ],
    ['two dates', ['CUP,1,1,2026-05-01', 'JAR,2,2,'], 'Effective from', /same date/],
  ])('%s', async (_, parts, column, message) => {
    const plan = await lines(...parts.map((part) => `${one.skuId},,,,${part}`));
    expect(plan).toMatchObject({ changes: [], refused: 1 });
    expect(plan.problems).toEqual([{ row: 3, column, message: expect.stringMatching(message) }]);
  });

  test('one wrong line refuses its product and no other', async () => {
    const plan = await lines(
      `${one.skuId},,,,CUP,1,1,`,
      `${one.skuId},,,,NOPE,1,2,`,
      `${two.skuId},,,,JAR,1,,`,
    );
    expect(plan).toMatchObject({ refused: 1, changes: [{ skuId: two.skuId }] });
  });

  test('a long hostile cell is not repeated in full, and problems are bounded', async () => {
    const many = Array.from({ length: 1500 }, (_, index) => `no-${index}${'x'.repeat(500)},,,,CUP,1,,`);
    const plan = await lines(...many);
    expect(plan).toMatchObject({ refused: 1500, changes: [] });
    expect(plan.problems).toHaveLength(1000);
    expect(plan.problems[0]?.message.length).toBeLessThan(200);
  });
});

test('a header may stand below titles and in any order; without one the file is refused', async () => {
  const plan = await planOf(
    `Mappings of May\n\nQuantity,Item code,Remark,sku id\n2,CUP,hello,${one.skuId}\n`,
  );
  expect(plan.changes).toMatchObject([{ skuId: one.skuId, components: [component('CUP', 2)] }]);
  expect(await readText('Order,Amount\n1,2\n')).toMatchObject({
    refusal: expect.stringContaining('“SKU ID” and “Item code”'),
  });
});

// ---------------------------------------------------------------- properties

const awkward = fc.constantFrom(
  '',
  "'",
  '=1',
  "'=1",
  '+x',
  '-A1',
  '-1',
  '@',
  '00123',
  "'00123",
  '1E5',
  '12,5',
  ';|',
  'a"b',
  ' x ',
);
const cellText = fc
  .oneof(awkward, fc.string({ maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 8 }))
  // A line break in a code cannot be told from the end of a line by every spreadsheet.
  .map((text) => text.replaceAll(/[\p{C}\u2028\u2029]/gu, '').trim());

test('what is guarded comes back as it was, and never runs', async () => {
  await fc.assert(
    fc.property(cellText, (text) => {
      const written = guard(text);
      expect(unguard(written)).toBe(text);
      expect(isFormulaLike(written)).toBe(false);
    }),
  );
});

const code = cellText.filter((text) => text !== '');
const products = fc.uniqueArray(fc.bigInt({ min: 1n, max: 10n ** 19n }), { maxLength: 6 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({
          skuId: fc.constant(toSkuId(String(id))),
          sellerSku: cellText,
          productName: cellText,
          variation: cellText,
          components: fc.array(
            fc
              .record({ code, quantity: fc.integer({ min: 1, max: 1000 }) })
              .map((made) => component(made.code, made.quantity)),
            { maxLength: 4 },
          ),
          validFrom: fc.constantFrom(null, day('2026-05-01'), day('2027-01-31')),
        })
        .map((made): FileProduct => (made.components.length > 0 ? made : { ...made, validFrom: null })),
    ),
  ),
);

test('what is written comes back without a change, into books that stand so', async () => {
  await fc.assert(
    fc.asyncProperty(products, async (made) => {
      const plan = await readText(toCsvText(toMappingTable(made)), made, []);
      const mapped = made.filter((one) => one.components.length > 0).length;
      expect(plan).toEqual({
        changes: [],
        same: mapped,
        blank: made.length - mapped,
        refused: 0,
        problems: [],
      });
    }),
  );
});

test('what is written comes back whole into books that have no mapping yet', async () => {
  const distinct = products.filter((made) =>
    made.every(({ components }) => {
      const codes = components.map((one) => one.itemCode.toLowerCase());
      return new Set(codes).size === codes.length;
    }),
  );
  await fc.assert(
    fc.asyncProperty(distinct, async (made) => {
      const ids = new Map<string, ItemId>();
      const known: MappableItem[] = [];
      for (const { itemCode, itemId } of made.flatMap((one) => one.components)) {
        const key = itemCode.toLowerCase();
        if (!ids.has(key))
          known.push({ itemId, code: itemCode, name: itemCode, isActive: true, salePriceMinor: null });
        ids.set(key, ids.get(key) ?? itemId);
      }
      const empty = made.map((one) => ({ ...one, components: [], validFrom: null }));
      const plan = await readText(toCsvText(toMappingTable(made)), empty, known);
      if ('refusal' in plan) throw new Error(plan.refusal);
      const wanted = made.filter((one) => one.components.length > 0);
      expect(plan.problems).toEqual([]);
      expect(
        plan.changes.map(({ skuId, components, validFrom }) => [
          skuId,
          components.map(({ itemId, quantity }) => [itemId, quantity]),
          validFrom,
        ]),
      ).toEqual(
        wanted.map(({ skuId, components, validFrom }) => [
          skuId,
          components.map(({ itemCode, quantity }) => [ids.get(itemCode.toLowerCase()), quantity]),
          validFrom,
        ]),
      );
    }),
  );
});
