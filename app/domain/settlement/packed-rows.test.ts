import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCellTable, selectLines } from './cell-table.ts';
import { createLinePacker, packRows, unpackRow } from './packed-rows.ts';
import { createTextPool } from './text-pool.ts';

const cell = fc.oneof(fc.constantFrom('', '0', 'Order', '0.00'), fc.string());
const rows = fc.array(fc.array(cell, { maxLength: 9 }), { minLength: 1, maxLength: 20 });

const unpacked = (packed: ReturnType<typeof packRows>, count: number) =>
  Array.from({ length: count }, (_, row) => unpackRow(packed, row));

test('rows of texts come back cell by cell, empty ones at their end included, also through JSON', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const packed = packRows(given);
      expect(new Set(packed.texts).size).toBe(packed.texts.length);
      expect(unpacked(JSON.parse(JSON.stringify(packed)), given.length)).toEqual(given);
    }),
  );
});

test('lines come back as they stood, whichever are packed and however often', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.boolean()), (given, isKept) => {
      const table = createCellTable(createTextPool((text) => text));
      for (const [index, cells] of given.entries()) table.add(index + 1, cells);
      table.seal();
      const kept = Uint32Array.from(given.keys()).filter(() => isKept.next().value === true);
      for (const lines of [table, selectLines(table, kept)]) {
        const pack = createLinePacker(lines);
        const all = Array.from({ length: lines.length }, (_, line) => line);
        for (const which of [all, [...all].reverse(), all.slice(0, 1)]) {
          const cells = which.map((line) => lines.cells(line));
          expect(unpacked(pack(which), which.length)).toEqual(cells);
          if (which.length > 0) expect(unpacked(packRows(cells), which.length)).toEqual(cells);
        }
      }
    }),
  );
});

test('a column of equal cells is one number, columns that are empty to the end are none', () => {
  expect(
    packRows([
      ['1', 'Order', ''],
      ['2', 'Order', ''],
    ]),
  ).toEqual({ texts: ['', '1', '2', 'Order'], columns: [[1, 2], 3], widths: [3, 3] });
  expect(
    packRows([
      ['1', '', 'x'],
      ['1', ''],
    ]),
  ).toEqual({
    texts: ['', '1', 'x'],
    columns: [1, 0, [2, 0]],
    widths: [3, 2],
  });
});
