import { expect, test } from 'vitest';
import { linkLook } from './looks.ts';

test('a session that ends says in how many days', () => {
  expect(linkLook('expiring', 3).label).toBe('Expires in 3 days');
  expect(linkLook('expiring', 1).label).toBe('Expires in 1 day');
  expect(linkLook('expiring', 0).label).toBe('Expires today');
  expect(linkLook('linked', 3).label).toBe('Linked');
  expect(linkLook('clockWrong', null).label).toBe('Clock is wrong');
});
