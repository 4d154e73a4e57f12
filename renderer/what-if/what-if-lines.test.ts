import { expect, it } from 'vitest';
import type { WhatIfLineView } from '../../app/contract/what-if.ts';
import { mostOnPage, toSections } from './what-if-lines.ts';

function line(section: WhatIfLineView['section'], name: string, amountMinor: number): WhatIfLineView {
  const figure = { count: 1, amountMinor };
  return {
    section,
    name,
    saved: figure,
    changed: null,
    posted: { count: 0, amountMinor: 0 },
    changeMinor: null,
    toPostMinor: amountMinor,
  };
}

it('keeps the sections in their order and leaves empty ones out', () => {
  const sections = toSections([line('tax', 'VAT', 1), line('document', 'Invoices', 2)]);
  expect(sections.map(({ section }) => section)).toEqual(['document', 'tax']);
});

it('joins the smallest of a long section, and the sum stays', () => {
  const lines = Array.from({ length: 60 }, (_, index) => line('item', `ITEM-${index}`, 60 - index));
  const [section] = toSections(lines);
  expect(section?.lines).toHaveLength(mostOnPage);
  expect(section?.lines.at(-1)).toMatchObject({ name: '37 others', changed: null, changeMinor: null });
  const sum = section?.lines.reduce((total, one) => total + one.saved.amountMinor, 0);
  expect(sum).toBe((60 * 61) / 2);
});
