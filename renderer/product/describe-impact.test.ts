import { expect, test } from 'vitest';
import type { MappingImpact } from '../../app/contract/products.ts';
import { describeImpact } from './describe-impact.ts';

const none = { unpaid: 0, pending: 0, inTransit: 0, delivered: 0, completed: 0, cancelled: 0 };
const impact: MappingImpact = {
  currency: 'MYR',
  changes: { orders: 214, goodsMinor: 1_840_200, byStatus: { ...none, pending: 14, delivered: 200 } },
  stays: { orders: 31, partly: 0 },
  same: 0,
  orders: [],
};

test('says what changes and what stays', () => {
  expect(describeImpact(impact)).toEqual({
    sentence: 'Changes 214 unposted orders, RM 18,402.00; 31 posted ones stay as they are.',
    details: ['Pending 14, Delivered 200.'],
  });
});

test('says it of one, of none and of orders posted in part', () => {
  const one = { orders: 1, goodsMinor: 500, byStatus: { ...none, completed: 1 } };
  expect(describeImpact({ ...impact, changes: one, stays: { orders: 1, partly: 1 }, same: 1 })).toEqual({
    sentence: 'Changes 1 unposted order, RM 5.00; 1 posted one stays as it is.',
    details: [
      'Completed 1.',
      'Of the posted ones, 1 is posted in part: a sales order or a part invoice.',
      '1 unposted order with these products comes out as before.',
    ],
  });
  const nothing = { orders: 0, goodsMinor: 0, byStatus: none };
  expect(describeImpact({ ...impact, changes: nothing, stays: { orders: 0, partly: 0 } })).toEqual({
    sentence: 'Changes no unposted order.',
    details: [],
  });
});
