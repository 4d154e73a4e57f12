import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkTemplate,
  longestText,
  placeholders,
  renderText,
  textKinds,
  usualTexts,
} from './document-texts.ts';

const values = {
  orderId: '577',
  recipient: 'A*** B',
  region: 'Kent',
  country: 'GB',
  items: '1',
  qty: '2',
  shop: 'Fern & Fable',
  date: '2026-10-14',
  currency: 'GBP',
};

describe('templates', () => {
  test('the usual words are those of SQL Account', () => {
    expect(renderText('invoice', usualTexts.invoice, values)).toBe(
      'Tiktok - A*** B Kent GB (Items = 1, Qty = 2)',
    );
    expect(renderText('payment', usualTexts.payment, values)).toBe(
      'Payment received from TikTok, Fern & Fable, 2026-10-14',
    );
    expect(renderText('adjustment', usualTexts.adjustment, values)).toBe('Tiktok Adjustment');
  });

  test('what is empty leaves no gap', () => {
    expect(renderText('invoice', usualTexts.invoice, { ...values, region: '', country: '' })).toBe(
      'Tiktok - A*** B (Items = 1, Qty = 2)',
    );
  });

  test.each([
    ['invoice', '{orderid}', '{orderid} is not known here. Known are {orderId}'],
    ['payment', 'Paid {orderId}', '{orderId} is not known here.'],
    ['invoice', 'Order {orderId', 'A brace is not closed'],
    ['invoice', '   ', 'Write a text'],
    ['invoice', 'x'.repeat(161), '161 characters'],
    ['invoice', '{constructor}', '{constructor} is not known here.'],
  ] as const)('%s: “%s” is refused by name', (kind, template, sentence) => {
    const checked = checkTemplate(kind, template);
    expect(checked.ok ? '' : checked.error).toContain(sentence);
  });

  test('whatever the names are, a text is one printable line of bounded length and no placeholder is left', () => {
    const anyValues = fc.record(
      Object.fromEntries(
        Object.keys(values).map((key) => [key, fc.string({ unit: 'binary', maxLength: 60 })]),
      ),
    );
    const anyTemplate = fc
      .array(fc.constantFrom(...Object.keys(placeholders.payment).map((key) => `{${key}}`), 'Paid ', ', '), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => `T${parts.join('')}`);
    fc.assert(
      fc.property(anyValues, anyTemplate, (some, template) => {
        const text = renderText('payment', template, { ...values, ...some });
        expect([...text].length).toBeLessThanOrEqual(longestText);
        expect(text).not.toMatch(/[\n\r\t]| {2}/);
        expect(text).toMatch(/^T/);
      }),
    );
  });

  test('every placeholder of every document is filled in', () => {
    for (const kind of textKinds) {
      const template = Object.keys(placeholders[kind])
        .map((name) => `{${name}}`)
        .join(' ');
      expect(checkTemplate(kind, template).ok).toBe(true);
      expect(renderText(kind, template, values)).not.toMatch(/[{}]/);
    }
  });
});
