import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ByteCells, createTextPool } from './text-pool.ts';

const encoder = new TextEncoder();

function asCell(text: string): ByteCells {
  const bytes = encoder.encode(text);
  const ends = Uint32Array.of(bytes.length);
  return { bytes, start: 0, ends, count: 1, text: (from, to) => text.slice(from, to) };
}

test('a text has one code, whether it comes as a text or in bytes, and no other text has it', () => {
  const text = fc.string({ unit: 'binary-ascii', maxLength: 24 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.boolean()), { maxLength: 200 }), (asked) => {
      const pool = createTextPool((own) => own);
      const codes = new Map<string, number>();
      for (const [one, inBytes] of asked) {
        const code = inBytes ? pool.codeOfBytes(asCell(one), 0, one.length) : pool.codeOf(one);
        expect(pool.texts[code]).toBe(one);
        expect(codes.get(one) ?? code).toBe(code);
        codes.set(one, code);
      }
      expect(new Set(codes.values()).size).toBe(codes.size);
    }),
  );
});

test('texts keep their codes while the table grows', () => {
  const pool = createTextPool((own) => own);
  const texts = Array.from({ length: 50_000 }, (_, index) => String(576_400_000_000 + index * 7));
  const codes = texts.map((text) => pool.codeOf(text));
  expect(texts.map((text) => pool.codeOfBytes(asCell(text), 0, text.length))).toEqual(codes);
  expect(pool.texts).toHaveLength(50_002);
});
