import { expect, test } from 'vitest';
import type { LedgerView, ShopView } from '../../app/contract/accounts.ts';
import { type GuideFacts, guideSteps, nextStep } from './guide-steps.ts';

const shop: ShopView = {
  shopId: 's',
  name: 'Acme',
  channel: 'tiktok',
  region: 'GB',
  currency: 'GBP',
  timeZone: 'Europe/London',
  link: 'linked',
  expiresAt: null,
  message: null,
  daysLeft: null,
  checkedAt: null,
  lastTest: null,
  postingOff: null,
  isSample: false,
  ledgerId: 'l',
  ledgerName: 'Stokly',
  customerName: 'TikTok',
  clearingMethodName: 'Clearing',
  gaps: [],
};
const ledger: LedgerView = {
  ledgerId: 'l',
  kind: 'stokly',
  name: 'Stokly',
  link: 'linked',
  isSample: false,
  itemCount: 3,
  message: null,
  checkedAt: null,
  lastTest: null,
  shopNames: [],
};
const nothing: GuideFacts = {
  shop: null,
  ledgers: [],
  products: undefined,
  withoutItem: undefined,
  orders: undefined,
  postedDocuments: undefined,
  files: undefined,
  days: undefined,
  report: undefined,
};
const all: GuideFacts = {
  shop,
  ledgers: [ledger],
  products: 12,
  withoutItem: 0,
  orders: 40,
  postedDocuments: 38,
  files: 1,
  days: [{ state: 'posted' }, { state: 'posted' }],
  report: { residualMinor: 0, days: [{ tiedOut: true }, { tiedOut: true }] },
};
const open = (facts: Partial<GuideFacts>) =>
  guideSteps({ ...all, ...facts })
    .filter(({ isDone }) => !isDone)
    .map(({ id }) => id);

test('nothing is done in empty books, everything in books that tie out', () => {
  expect(guideSteps(nothing).some(({ isDone }) => isDone)).toBe(false);
  expect(open({})).toEqual([]);
});

test('each step is done by what the books have, and comes back when it is undone', () => {
  expect(open({ shop: { ...shop, link: 'relinkNeeded' } })).toEqual(['shop']);
  expect(open({ ledgers: [] })).toEqual(['ledger']);
  expect(open({ shop: { ...shop, gaps: [{ field: 'customer', message: 'Choose one' }] } })).toEqual([
    'profile',
  ]);
  expect(open({ withoutItem: 1 })).toEqual(['mapping']);
  expect(open({ products: 0 })).toEqual(['products', 'mapping']);
  expect(open({ postedDocuments: 0 })).toEqual(['posted']);
  expect(open({ days: [{ state: 'posted' }, { state: 'ready' }], report: undefined })).toEqual([
    'payments',
    'tiedOut',
  ]);
  expect(open({ report: { residualMinor: 1, days: [{ tiedOut: true }] } })).toEqual(['tiedOut']);
});

test('how far it is stands beside the step', () => {
  const steps = guideSteps({ ...all, withoutItem: 2, days: [{ state: 'posted' }, { state: 'blocked' }] });
  expect(steps.map(({ progress }) => progress).filter(Boolean)).toEqual([
    '2 products without an item',
    '1 of 2 days posted',
  ]);
});

test('the step offered is the first that is open, or what follows the furthest once orders are posted', () => {
  const next = (facts: Partial<GuideFacts>) => nextStep(guideSteps({ ...all, ...facts }))?.id;
  expect(next({})).toBeUndefined();
  expect(next({ withoutItem: 1, days: [{ state: 'ready' }], report: undefined })).toBe('payments');
  expect(next({ withoutItem: 1 })).toBe('mapping');
  expect(next({ withoutItem: 1, postedDocuments: 0, files: 0, days: [], report: undefined })).toBe('mapping');
  expect(next({ ledgers: [], withoutItem: 1 })).toBe('ledger');
  expect(nextStep(guideSteps(nothing))?.id).toBe('shop');
});
