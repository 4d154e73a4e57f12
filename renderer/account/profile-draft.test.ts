import { expect, test } from 'vitest';
import type { ProfileView } from '../../app/contract/accounts.ts';
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
};

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
])('%o is told at its field', (change, field) => {
  const result = toProfile({ ...toDraft(profile), ...change });
  expect(result).toMatchObject({ ok: false, error: { field } });
});
