import { expect, test } from 'vitest';
import type { ProfileView } from '../../../app/contract/accounts.ts';
import { usualTexts } from '../../../app/domain/document-texts.ts';
import { usualActions } from '../../../app/domain/profile.ts';
import { planCopy } from './copy-profile.ts';

const anItem = (code: string) => ({ itemId: `item-${code}`, code, name: code });
const into: ProfileView = {
  shopId: 'my',
  ledgerId: 'ledger',
  timeZone: 'Asia/Kuala_Lumpur',
  customer: { customerId: '1', name: 'MY buyers' },
  ledgerChannel: null,
  location: null,
  tax: { mode: 'none' },
  shippingOnInvoice: false,
  shippingItem: null,
  adjustmentItem: null,
  feeItem: null,
  refundItem: null,
  discountPlace: 'insideLine',
  discountItem: null,
  voucherPlace: 'insideLine',
  voucherItem: null,
  feeRules: [],
  adjustmentItems: [],
  clearingMethod: { code: 2, name: 'Clearing MYR' },
  feeMethod: null,
  invoiceTiming: 'onPost',
  feeTreatment: 'deductions',
  adjustmentRule: 'byType',
  defaultActions: { ...usualActions },
  invoiceFrom: null,
  numberPrefix: '',
  texts: usualTexts,
};
const from: ProfileView = {
  ...into,
  shopId: 'gb',
  timeZone: 'Europe/London',
  customer: { customerId: '2', name: 'UK buyers' },
  tax: { mode: 'inclusive', rateBasisPoints: 2000, name: 'VAT' },
  feeItem: anItem('FEE'),
  clearingMethod: { code: 1, name: 'Clearing GBP' },
  feeTreatment: 'invoiceLines',
  numberPrefix: 'TT-',
};

test('in one ledger all is copied but what is of the shop or of a currency; the shop stays itself', () => {
  const plan = planCopy(from, into, { sameLedger: true, sameCurrency: false });
  expect(plan.changes).toEqual([
    { field: 'Item for fees', from: 'none', to: 'FEE' },
    { field: 'Tax', from: 'none', to: 'VAT 20 %' },
    { field: 'Marketplace fees', from: 'deducted from the payment', to: 'lines on the invoice' },
    { field: 'Prefix of numbers', from: 'none', to: 'TT-' },
  ]);
  expect(plan.kept.map((one) => one.field)).toEqual(['Customer', 'Clearing account', 'Time zone']);
  expect(plan.profile).toMatchObject({
    shopId: 'my',
    clearingMethod: into.clearingMethod,
    feeItem: from.feeItem,
  });
  const again = planCopy(from, plan.profile, { sameLedger: true, sameCurrency: false });
  expect(again.changes).toEqual([]);
});

test('into another ledger nothing of the first ledger is carried', () => {
  const elsewhere = { ...into, ledgerId: 'other' };
  const plan = planCopy(from, elsewhere, { sameLedger: false, sameCurrency: true });
  expect(plan.kept).toContainEqual({ field: 'Item for fees', reason: 'it belongs to another ledger' });
  expect(plan.profile).toMatchObject({
    ledgerId: 'other',
    feeItem: null,
    clearingMethod: into.clearingMethod,
  });
  expect(plan.changes.map((one) => one.field)).toEqual(['Tax', 'Marketplace fees', 'Prefix of numbers']);
});
