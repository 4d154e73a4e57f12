import { expect, test } from 'vitest';
import type { ProfileView } from '../../../app/contract/accounts.ts';
import { usualTexts } from '../../../app/domain/document-texts.ts';
import { toDraft, toProfile } from './profile-draft.ts';

const profile: ProfileView = {
  shopId: 's',
  ledgerId: 'l',
  timeZone: 'Europe/London',
  customer: { customerId: '7', name: 'TikTok buyers' },
  ledgerChannel: null,
  location: null,
  tax: { mode: 'inclusive', rateBasisPoints: 1750, name: 'VAT' },
  shippingOnInvoice: false,
  shippingItem: null,
  adjustmentItem: null,
  feeItem: null,
  refundItem: null,
  clearingMethod: { code: 3, name: 'TikTok clearing' },
  feeMethod: null,
  invoiceTiming: 'onPost',
  feeTreatment: 'deductions',
  adjustmentRule: 'byType',
  defaultActions: {
    unpaid: 'skip',
    pending: 'skip',
    inTransit: 'order',
    delivered: 'invoice',
    completed: 'invoice',
    cancelled: 'skip',
  },
  invoiceFrom: '2026-01-01',
  numberPrefix: '',
  discountPlace: 'insideLine',
  discountItem: null,
  voucherPlace: 'insideLine',
  voucherItem: null,
  feeRules: [{ feeName: 'Commission', item: null, deductionName: 'Comm', method: null }],
  adjustmentItems: [{ typeName: 'Ads', item: { itemId: 'i', code: 'ADS', name: 'Ads' } }],
  texts: usualTexts,
};

const aFee = (row: number, feeName: string) => ({
  row,
  feeName,
  item: null,
  deductionName: '',
  method: null,
});

test('an untouched draft is the profile it was made from', () => {
  expect(toProfile(toDraft(profile))).toEqual({ ok: true, value: profile });
  const plain: ProfileView = { ...profile, tax: { mode: 'none' }, customer: null };
  expect(toProfile(toDraft(plain))).toEqual({ ok: true, value: plain });
});

test.each([
  [{ taxPercent: '2O' }, 'tax'],
  [{ timeZone: 'London' }, 'timeZone'],
  [{ numberPrefix: 'a b' }, 'numberPrefix'],
  [{ invoiceFromText: '2026-02-30' }, 'invoiceFrom'],
  [{ texts: { ...usualTexts, payment: '{orderId}' } }, 'texts.payment'],
  [{ adjustmentItems: [{ row: 0, typeName: 'Ads', item: null }] }, 'adjustmentItems'],
  [{ feeRules: [aFee(0, 'Fee'), aFee(1, ' fee ')] }, 'feeRules'],
  [{ feeRules: [aFee(0, ' ')] }, 'feeRules'],
])('%o is told at its field', (change, field) => {
  const result = toProfile({ ...toDraft(profile), ...change });
  expect(result).toMatchObject({ ok: false, error: { field } });
});
