import { expect, test } from 'vitest';
import {
  describeCopies,
  describeForgotten,
  describeRetention,
  describeRhythm,
  describeVerify,
  formatSize,
  parseCareDraft,
  toCareDraft,
} from './care-words.ts';

const settings = { backupEveryDays: 7, backupsKept: 10, forgetBuyersAfterMonths: null };
const report = {
  chain: 'ok',
  version: 10,
  lines: 1200,
  orders: 450,
  rows: 1,
  documents: 712,
  payouts: 34,
  failed: 0,
  checks: [],
  failures: [],
} as const;

test('a verification says what was recomputed, and what to do when it does not agree', () => {
  expect(describeVerify({ ...report, checks: [], failures: [] })).toBe(
    '450 orders, 1 settlement row, 712 documents, 34 payouts and 1,200 lines of history were recomputed: all agree.',
  );
  const bad = describeVerify({ ...report, failed: 2, checks: [], failures: [] });
  expect(bad).toContain('2 checks do not agree');
  expect(bad).toContain('tieout restore');
});

test('copies and rhythm in words', () => {
  expect(describeCopies([])).toBe('None yet');
  const copy = { name: 'a', at: Date.UTC(2026, 9, 14, 12), bytes: 1_440_000, version: 10 };
  expect(describeCopies([copy, copy])).toMatch(/^2, the newest of 14\/10\/2026 \d\d:00 \(1 MB\)$/);
  expect(describeRhythm(settings)).toBe('Every 7 days, 10 copies kept');
  expect(describeRhythm({ ...settings, backupEveryDays: 1, backupsKept: 1 })).toBe('Every day, 1 copy kept');
  expect(describeRhythm({ ...settings, backupEveryDays: 0 })).toBe('Only when asked for, 10 copies kept');
  expect(describeRetention(settings)).toBe('Names and addresses are kept');
  expect(describeRetention({ ...settings, forgetBuyersAfterMonths: 12 })).toBe(
    'Names and addresses go 12 months after the order',
  );
  expect(formatSize(999_001)).toBe('1,000 KB');
});

test('forgetting says what went, what waits and where names still are', () => {
  const none = { orders: 0, documents: 0, waiting: 0, copies: 0 };
  expect(describeForgotten('2026-10-01', none)).toBe(
    'No buyer of orders before 01/10/2026 was left to forget.',
  );
  expect(describeForgotten('2026-10-01', { orders: 3, documents: 1, waiting: 1, copies: 2 })).toBe(
    'Buyers of 3 orders before 01/10/2026 and of 1 document are forgotten. 1 order with a document on its way to Stokly keeps its buyer until it is confirmed. 2 older copies of the books still hold the names until newer ones replace them.',
  );
});

test('what is typed comes back as it was, and limits are told at their field', () => {
  expect(parseCareDraft(toCareDraft(settings))).toEqual({ ok: true, settings });
  expect(parseCareDraft({ everyDays: '0', kept: ' 365 ', months: '120' })).toEqual({
    ok: true,
    settings: { backupEveryDays: 0, backupsKept: 365, forgetBuyersAfterMonths: 120 },
  });
  for (const draft of [
    { everyDays: '91', kept: '0', months: '121' },
    { everyDays: '', kept: '-1', months: 'never' },
    { everyDays: '1.5', kept: '1e2', months: '0' },
  ]) {
    const parsed = parseCareDraft(draft);
    expect(parsed.ok ? [] : Object.keys(parsed.problems)).toEqual(['everyDays', 'kept', 'months']);
  }
});
