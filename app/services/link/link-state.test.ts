import { expect, test } from 'vitest';
import { daysLeft, describeLink, type LinkFacts } from './link-state.ts';

const now = Date.UTC(2026, 9, 14, 12);
const day = 86_400_000;
const of = (facts: Partial<LinkFacts>) =>
  describeLink({ stored: 'linked', expiresAt: now + 60 * day, check: null, now, ...facts });

test('a session says that it ends in the week before, and that it is over afterwards', () => {
  expect(of({})).toEqual({ link: 'linked', message: null });
  expect(of({ expiresAt: now + 7 * day }).link).toBe('linked');
  expect(of({ expiresAt: now + 7 * day - 1 })).toMatchObject({
    link: 'expiring',
    message: expect.stringContaining('Link it again before the session ends'),
  });
  expect(of({ expiresAt: now }).link).toBe('relinkNeeded');
  expect(of({ expiresAt: null }).link).toBe('linked');
});

test('the gravest is said first', () => {
  expect(of({ stored: 'unlinked', expiresAt: now - day }).link).toBe('unlinked');
  expect(of({ stored: 'relinkNeeded', expiresAt: now + day }).link).toBe('relinkNeeded');
});

test('days are counted as people do: whole ones, none on the last day', () => {
  expect(daysLeft(now + 3 * day + 5, now)).toBe(3);
  expect(daysLeft(now + day - 1, now)).toBe(0);
  expect(daysLeft(now - day, now)).toBe(0);
  expect(daysLeft(null, now)).toBeNull();
});
