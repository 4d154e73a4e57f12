import { describe, expect, test } from 'vitest';
import { toItemId, toSkuId } from '../ids.ts';
import { createItemResolver } from '../mapping.ts';
import { type Order, orderStatuses } from '../orders.ts';
import type { PostingProfile } from '../profile.ts';
import { anOrder, anOrderLine, aProfile, day, only } from '../testing/builders.ts';
import { planInvoices } from './plan-invoices.ts';

/** Which orders make no invoice, with the reason, and what an order becomes by its status. */
const oldSku = toSkuId('sku-old');
const item = (code: string, isActive = true) => ({
  itemId: toItemId(`item-${code}`),
  code,
  name: code,
  isActive,
  salePriceMinor: null,
});
const resolve = createItemResolver({
  items: [item('MUG'), item('PLATE'), item('OLD', false)],
  saved: new Map(),
  skus: new Map(),
});
const plate = anOrderLine({ skuId: toSkuId('sku-plate'), sellerSku: 'PLATE', productName: 'Plate' });
const gift = { ...plate, isGift: true };

function heldOf(order: Order, profile: PostingProfile = aProfile()) {
  const plan = planInvoices([order], resolve, profile, 'default');
  expect(plan.documents).toEqual([]);
  return only(plan.held);
}

describe('an order makes no invoice', () => {
  test('of nothing but gifts', () => {
    expect(heldOf(anOrder({ lines: [gift] }))).toMatchObject({ code: 'gifts-only', skus: [] });
  });

  test('of samples', () => {
    expect(heldOf(anOrder({ isSample: true }))).toMatchObject({ code: 'sample' });
  });

  test('whose goods were all cancelled', () => {
    expect(heldOf(anOrder({ lines: [], cancelledUnits: 2 }))).toMatchObject({ code: 'no-goods' });
  });

  test('with a SKU that has no item; the reason names it', () => {
    const unknown = anOrderLine({ skuId: toSkuId('sku-fork'), sellerSku: 'FORK', productName: 'Fork' });
    const nameless = anOrderLine({ skuId: toSkuId('sku-x'), sellerSku: '', productName: 'Spoon' });
    const held = heldOf(anOrder({ lines: [anOrderLine(), unknown, nameless] }));
    expect(held).toMatchObject({ code: 'missing-item-code' });
    expect(held.reason).toBe('Missing item code: FORK (Fork), no seller SKU (Spoon).');
    expect(held.skus).toEqual([
      { skuId: 'sku-fork', sellerSku: 'FORK' },
      { skuId: 'sku-x', sellerSku: '' },
    ]);
  });

  test('with an item that is no longer active', () => {
    const old = anOrderLine({ skuId: oldSku, sellerSku: 'OLD', productName: 'Old mug' });
    const held = heldOf(anOrder({ lines: [plate, old] }));
    expect(held).toMatchObject({ code: 'item-inactive', skus: [{ skuId: 'sku-old' }] });
    expect(held.reason).toContain('OLD (Old mug)');
  });

  test('before the date on which posting starts', () => {
    const profile = aProfile({ invoiceFrom: day('2026-03-02') });
    expect(heldOf(anOrder({ orderedOn: day('2026-03-01') }), profile)).toMatchObject({
      code: 'before-start-date',
    });
    expect(
      planInvoices([anOrder({ orderedOn: day('2026-03-02') })], resolve, profile, 'default').held,
    ).toEqual([]);
  });

  test('with a discount larger than the price', () => {
    const line = anOrderLine({ sellerDiscountMinor: 1001 });
    expect(heldOf(anOrder({ lines: [line, plate] }))).toMatchObject({ code: 'negative-line' });
  });

  test('with an incomplete profile; the reason says what to choose', () => {
    const held = heldOf(anOrder(), aProfile({ customer: null }));
    expect(held.code).toBe('profile-incomplete');
    expect(held.reason).toContain('Choose the customer');
  });
});

describe('what an order becomes by its status', () => {
  const made = (order: Order, profile: PostingProfile, asked: 'default' | 'invoice' | 'order') => {
    const plan = planInvoices([order], resolve, profile, asked);
    return plan.documents
      .map(({ document }) => document.kind as string)
      .concat(plan.held.map(({ code }) => code));
  };

  test.each([
    ['unpaid', 'status-skipped'],
    ['pending', 'status-skipped'],
    ['inTransit', 'status-skipped'],
    ['delivered', 'invoice'],
    ['completed', 'invoice'],
    ['cancelled', 'cancelled'],
  ] as const)('by default, %s: %s', (status, outcome) => {
    expect(made(anOrder({ status }), aProfile(), 'default')).toEqual([outcome]);
  });

  test.each(orderStatuses)('%s becomes what the profile says', (status) => {
    const order = anOrder({ status });
    for (const action of ['invoice', 'order'] as const) {
      const profile = aProfile({ defaultActions: { ...aProfile().defaultActions, [status]: action } });
      expect(made(order, profile, 'default')).toEqual([action]);
    }
  });

  test.each(orderStatuses)('%s becomes what is asked for', (status) => {
    const order = anOrder({ status });
    expect(made(order, aProfile(), 'invoice')).toEqual(['invoice']);
    expect(made(order, aProfile(), 'order')).toEqual(['order']);
  });

  test('asking does not lift the other reasons', () => {
    const profile = aProfile({ invoiceFrom: day('2026-04-01') });
    expect(made(anOrder(), profile, 'invoice')).toEqual(['before-start-date']);
    expect(made(anOrder({ isSample: true }), aProfile(), 'invoice')).toEqual(['sample']);
  });
});
