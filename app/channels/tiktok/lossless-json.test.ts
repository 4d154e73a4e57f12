import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLosslessJson } from './lossless-json.ts';

describe('parseLosslessJson', () => {
  it('keeps ids beyond 2^53 as text, wherever they stand', () => {
    expect(
      parseLosslessJson('{"product_id":1729592969712207013,"list":[576461413038785752,-9007199254740993]}'),
    ).toEqual({
      product_id: '1729592969712207013',
      list: ['576461413038785752', '-9007199254740993'],
    });
  });

  it('keeps ordinary numbers as numbers and odd spellings as text', () => {
    expect(parseLosslessJson('{"a":0,"b":1758000000,"c":12.5,"d":12.30,"e":1E3}')).toEqual({
      a: 0,
      b: 1758000000,
      c: 12.5,
      d: '12.30',
      e: '1E3',
    });
  });

  it('does not touch digits inside strings', () => {
    expect(parseLosslessJson('{"a":"1729592969712207013 \\" 576461413038785752"}')).toEqual({
      a: '1729592969712207013 " 576461413038785752',
    });
  });

  it('keeps every digit of any integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (id) => {
        expect(String(parseLosslessJson(`[${id}]`))).toBe(String(id));
      }),
    );
  });

  it('refuses text that is not JSON', () => {
    expect(() => parseLosslessJson('{"code":0,')).toThrow(SyntaxError);
    expect(() => parseLosslessJson('<html></html>')).toThrow(SyntaxError);
  });
});

it('text is read the same whether each number was looked at or none had to be', () => {
  const numbers = fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom('-0', '0', '12.30', '1e3', '579912345678901234', '-5799123456789012', '9007199254740993'),
  );
  const texts = fc.constantFrom('"a"', '", 12.5"', '":-0"', 'null', 'true');
  fc.assert(
    fc.property(
      fc.array(fc.oneof(numbers.map(String), texts)),
      fc.constantFrom('', ' ', '\n\t'),
      (parts, gap) => {
        const text = `{"list":${gap}[${parts.join(`${gap},${gap}`)}${gap}]${gap}, "one":${gap}${parts[0] ?? 'null'}}`;
        const slow: unknown = JSON.parse(
          text,
          (_key, value: unknown, context?: { readonly source?: string }) =>
            typeof value === 'number' && String(value) !== context?.source ? context?.source : value,
        );
        expect(parseLosslessJson(text)).toEqual(slow);
      },
    ),
  );
});
