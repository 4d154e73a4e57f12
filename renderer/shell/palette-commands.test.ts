import { expect, test } from 'vitest';
import type { ShopView } from '../../app/contract/accounts.ts';
import { commandIds } from '../../app/contract/command-catalogue.ts';
import { findCommands, paletteCommands } from './palette-commands.ts';

function shop(shopId: string, name: string): ShopView {
  return {
    shopId,
    name,
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
    ledgerId: null,
    ledgerName: null,
    customerName: null,
    clearingMethodName: null,
    gaps: [],
  };
}

const shops = [shop('a', 'Acme'), shop('b', 'Birch')];
const open = paletteCommands({
  tab: 'orders',
  live: { 'orders.post': { why: 'There is no order to post', run: () => undefined } },
  shops,
  shopId: 'a',
});

test('the open tab comes first, with what is in the way; every command of every tab is there', () => {
  expect(open[0]?.group).toBe('Orders');
  expect(open.find(({ id }) => id === 'run:orders.post')?.why).toBe('There is no order to post');
  for (const id of commandIds) expect(open.map((one) => one.id)).toContain(`run:${id}`);
  expect(new Set(open.map(({ id }) => id)).size).toBe(open.length);
  expect(open.filter(({ group }) => group === 'Shops').map(({ title }) => title)).toEqual([
    'Choose shop Birch · GB',
  ]);
});

test('before a shop is linked only what needs none is offered', () => {
  const first = paletteCommands({ tab: 'account', live: {}, shops: [], shopId: null });
  expect(first.map(({ group }) => group)).not.toContain('Orders');
  expect(first.map(({ id }) => id)).toContain('run:account.linkShop');
});

test('every typed word has to be found, and what begins with it comes first', () => {
  expect(findCommands(open, 'post pay', true).map(({ id }) => id)).toContain('run:payment.post');
  expect(findCommands(open, 'dark', true)).toHaveLength(1);
  expect(findCommands(open, 'go to', true)[0]?.id).toBe('tab:account');
  expect(findCommands(open, 'nonsense', true)).toEqual([]);
  expect(findCommands(open, '  ', true)).toHaveLength(open.length);
});

test('digits of an id offer the order', () => {
  expect(findCommands(open, '576461', true)[0]).toMatchObject({ id: 'order:576461' });
  expect(findCommands(open, '57646', true)).toEqual([]);
  expect(findCommands(open, '576461', false)).toEqual([]);
});
