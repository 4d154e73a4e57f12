import { expect, test } from 'vitest';
import type { Client } from '../../app/contract/client.ts';
import { allTicked, nothingTicked, tick } from '../grid/selection.ts';
import { toOrderSelection } from './to-selection.ts';

const filter = {
  from: '2026-10-01',
  to: '',
  status: null,
  text: 'x',
  columns: [{ column: 'goodsMinor', text: ' >5' }],
};
const shop = { shopId: 's', currency: 'GBP' };
const ids = Array.from({ length: 1100 }, (_, index) => `o${index}`);

/** Answers `orders.list` from the ids above, in windows. */
const client = {
  call: async (_method: string, input: { offset: number; limit: number }) => ({
    ok: true,
    value: { rows: ids.slice(input.offset, input.offset + input.limit).map((orderId) => ({ orderId })) },
  }),
  // Only the fields the code under test reads are made.
} as unknown as Pick<Client, 'call'>;

test('nothing ticked and everything ticked both mean what the filter finds', async () => {
  const all = {
    select: 'all',
    filter: {
      shopId: 's',
      from: '2026-10-01',
      to: null,
      status: null,
      text: 'x',
      filters: [{ column: 'goodsMinor', text: '>5' }],
    },
  };
  expect(await toOrderSelection(client, shop, filter, nothingTicked)).toEqual(all);
  expect(await toOrderSelection(client, shop, filter, allTicked)).toEqual(all);
});

test('ticked rows are named', async () => {
  const some = tick(nothingTicked, [{ id: 'o7', amounts: {} }], true);
  expect(await toOrderSelection(client, shop, filter, some)).toEqual({
    select: 'these',
    shopId: 's',
    orderIds: ['o7'],
  });
});

test('all but one leaves exactly that one out, beyond the first window too', async () => {
  const but = tick(allTicked, [{ id: 'o777', amounts: {} }], false);
  expect(await toOrderSelection(client, shop, filter, but)).toEqual({
    select: 'these',
    shopId: 's',
    orderIds: ids.filter((id) => id !== 'o777'),
  });
});
