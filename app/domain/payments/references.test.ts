import { expect, test } from 'vitest';
import { toRowKey } from '../ids.ts';
import { day } from '../testing/builders.ts';
import { dayReference, orderReference } from './references.ts';

const keys = [toRowKey('b'), toRowKey('a')];

test('the same rows give the same reference, in any order', () => {
  const reference = dayReference('TT-', 'PAY', day('2026-03-10'), keys);
  expect(reference).toMatch(/^TT-TT-PAY-20260310-[0-9a-f]{12}$/);
  expect(dayReference('TT-', 'PAY', day('2026-03-10'), keys.toReversed())).toBe(reference);
  expect(keys).toEqual(['b', 'a']);
});

test('another row, date or kind gives another reference', () => {
  const references = [
    dayReference('', 'PAY', day('2026-03-10'), keys),
    dayReference('', 'ADJ', day('2026-03-10'), keys),
    dayReference('', 'PAY', day('2026-03-11'), keys),
    dayReference('', 'PAY', day('2026-03-10'), [toRowKey('a')]),
    orderReference('5701', 'CN', keys),
    orderReference('5701', 'FEES', keys),
    orderReference('5701', 'S', keys),
    orderReference('5702', 'CN', keys),
  ];
  expect(new Set(references).size).toBe(references.length);
});
