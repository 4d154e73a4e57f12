import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  both,
  chunkValues,
  differs,
  either,
  encodeFilter,
  equals,
  longestSafePart,
  oneOf,
  problemOfValue,
  renderFilter,
  since,
} from './filter.ts';

describe('filters', () => {
  it.each([
    [equals('sku', '00123'), '[sku]=={@string;00123}'],
    [differs('status', 2), '[status]!={2}'],
    [since('issueDate', '2026-10-01'), '[issueDate]>={2026-10-01}'],
    [oneOf('sku', ['A', 'B']), '([sku]=={@string;A}||[sku]=={@string;B})'],
    [oneOf('sku', ['A']), '[sku]=={@string;A}'],
    [
      both(either(equals('sku', 'A'), equals('sku', 'B')), differs('status', 1)),
      '(([sku]=={@string;A}||[sku]=={@string;B})&&[status]!={1})',
    ],
  ])('are written as Stokly reads them: %#', (filter, text) => {
    expect(renderFilter(filter)).toEqual({ ok: true, value: text });
  });

  it('travel percent-encoded, && as %26%26', () => {
    const encoded = encodeFilter(both(equals('sku', 'A B'), differs('status', 1)));
    expect(encoded.ok && encoded.value).toContain('A%20B%7D%26%26%5Bstatus%5D');
  });

  it.each([
    'x}||[sku]!={@string;y',
    'a;b',
    'a&b',
    'a|b',
    '[a]',
    'a\nb',
    'a\u0000b',
    'a\u2028b',
    'a；b',
    '｛a｝',
    'half \ud800 surrogate',
    'a\u202eb',
  ])('refuse the value %j instead of sending it', (value) => {
    expect(renderFilter(equals('reference', value))).toEqual({
      ok: false,
      error: { value, reason: 'unsafe characters' },
    });
  });

  it('refuse empty and endless values', () => {
    expect(problemOfValue('  ')?.reason).toBe('empty');
    expect(problemOfValue('x'.repeat(129))?.reason).toBe('too long');
  });

  it('hold any accepted text in its braces, whatever it is', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }));
    fc.assert(
      fc.property(text, (value) => {
        const rendered = renderFilter(equals('reference', value));
        if (!rendered.ok) return;
        const match = /^\[reference\]=={@string;([^{}[\];&|]+)}$/.exec(rendered.value);
        expect(match?.[1]).toBe(value);
        expect(decodeURIComponent(encodeURIComponent(rendered.value))).toBe(rendered.value);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('look-ups of many values', () => {
  it('are cut into short calls that together ask for every value once', () => {
    const values = fc.array(
      fc.stringMatching(/^[A-Z0-9 äé-]{1,40}$/).filter((one) => one.trim() !== ''),
      {
        maxLength: 350,
      },
    );
    fc.assert(
      fc.property(values, (wanted) => {
        const chunks = chunkValues(wanted, (chunk) => oneOf('sku', chunk));
        expect(chunks.ok).toBe(true);
        if (!chunks.ok) return;
        const asked = chunks.value.flatMap((filter) => {
          const encoded = encodeFilter(filter);
          if (!encoded.ok) throw new Error('refused');
          expect(encoded.value.length).toBeLessThan(7_000);
          const found = [...decodeURIComponent(encoded.value).matchAll(/{@string;([^}]*)}/g)];
          expect(found.length).toBeLessThanOrEqual(100);
          return found.map((match) => match[1]);
        });
        expect(asked).toEqual([...new Set(wanted)]);
      }),
      { numRuns: 100 },
    );
  });

  it('make no call for no value', () => {
    expect(chunkValues([], (chunk) => oneOf('sku', chunk))).toEqual({ ok: true, value: [] });
  });

  it('refuse the lot when one value is unsafe', () => {
    expect(chunkValues(['A', 'B}'], (chunk) => oneOf('sku', chunk)).ok).toBe(false);
  });
});

it('asks for the longest part of a name that may stand in a filter', () => {
  expect(longestSafePart('TikTok Shop Fern & Fable')).toBe('TikTok Shop Fern');
  expect(longestSafePart('[{&}]')).toBeNull();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const part = longestSafePart(text);
      expect(part === null || (problemOfValue(part) === null && text.includes(part))).toBe(true);
    }),
  );
});
