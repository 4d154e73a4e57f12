import { expect, test } from 'vitest';
import { describeGroup, groupReasons } from './group-reasons.ts';

test('the same reason is told once, the rarest first', () => {
  const list = [
    ...['a', 'b', 'c', 'd'].map((name) => ({ name, reason: 'cancelled' })),
    { name: 'e', reason: 'gift' },
  ];
  const groups = groupReasons(list);
  expect(groups.map((group) => describeGroup(group, 'orders'))).toEqual(['e: gift', '4 orders: cancelled']);
  expect(groups.flatMap((group) => group.names)).toHaveLength(list.length);
});
