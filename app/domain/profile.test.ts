import { expect, test } from 'vitest';
import { orderStatuses } from './orders.ts';
import { type PostingProfile, profileGaps, usualActions } from './profile.ts';
import { aProfile } from './testing/builders.ts';

test('a complete profile has no gaps; a location is not needed', () => {
  expect(profileGaps(aProfile({ location: null }))).toEqual([]);
});

test.each([
  'customer',
  'ledgerChannel',
  'adjustmentItem',
  'feeItem',
  'refundItem',
  'clearingMethod',
] as const satisfies readonly (keyof PostingProfile)[])('%s must be chosen', (field) => {
  const gaps = profileGaps(aProfile({ [field]: null }));
  expect(gaps.map((gap) => gap.field)).toEqual([field]);
  expect(gaps[0]?.message).toMatch(/^Choose the .*\.$/);
});

test('a method for fees is needed only where an invoice is born paid and its fees are not on its lines', () => {
  const gapsOf = (over: Partial<PostingProfile>) =>
    profileGaps(aProfile({ feeMethod: null, ...over })).map((gap) => gap.field);
  expect(gapsOf({ invoiceTiming: 'onPost', feeTreatment: 'deductions' })).toEqual([]);
  expect(gapsOf({ invoiceTiming: 'onSettlement', feeTreatment: 'invoiceLines' })).toEqual([]);
  expect(gapsOf({ invoiceTiming: 'onSettlement', feeTreatment: 'deductions' })).toEqual(['feeMethod']);
});

test('an item for shipping is needed only where shipping is on the invoice', () => {
  expect(profileGaps(aProfile({ shippingItem: null }))).toEqual([]);
  const gaps = profileGaps(aProfile({ shippingItem: null, shippingOnInvoice: true }));
  expect(gaps.map((gap) => gap.field)).toEqual(['shippingItem']);
});

test('unpaid, pending and cancelled orders are never posted by default', () => {
  const posted = orderStatuses.filter((status) => usualActions[status] !== 'skip');
  expect(posted).not.toContain('unpaid');
  expect(posted).not.toContain('pending');
  expect(posted).not.toContain('cancelled');
  expect(posted).toEqual(expect.arrayContaining(['delivered', 'completed']));
});
