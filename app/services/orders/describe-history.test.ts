import { expect, test } from 'vitest';
import { describeHistory } from './describe-history.ts';

const planned = { kind: 'invoice', currency: 'GBP', totalMinor: 123_450, issuedOn: '2026-10-03' };

test.each([
  ['document.planned', planned, 'Invoice planned, GBP 1,234.50, dated 2026-10-03.'],
  [
    'document.planned',
    { kind: 'invoice', from: 'unknown' },
    'Invoice was not found in the ledger: planned again.',
  ],
  ['document.sending', { kind: 'invoice', attempts: 1 }, 'Invoice sent to the ledger.'],
  ['document.sending', { kind: 'order', attempts: 2 }, 'Sales order sent to the ledger, attempt 2.'],
  ['document.posted', { kind: 'invoice', number: 'INV-7' }, 'Invoice INV-7 posted in the ledger.'],
  [
    'document.rejected',
    { kind: 'invoice', problem: 'No such customer.' },
    'Invoice refused by the ledger: No such customer.',
  ],
  [
    'document.unknown',
    { kind: 'creditNote', problem: 'Time ran out' },
    'Credit note sent, no clear answer came: Time ran out.',
  ],
  [
    'document.withdrawn',
    { kind: 'invoice', from: 'posted', problem: 'It was deleted in the ledger.' },
    'Invoice withdrawn: It was deleted in the ledger.',
  ],
  ['document.withdrawn', { kind: 'invoice', from: 'rejected', problem: 'old news' }, 'Invoice withdrawn.'],
  ['order.skipped', { reason: 'invoiced by hand' }, 'Skipped: invoiced by hand.'],
  ['order.unskipped', {}, 'No longer skipped.'],
])('%s %j reads as a sentence', (event, details, sentence) => {
  expect(describeHistory({ event, details })).toBe(sentence);
});

test('what another version wrote is still told', () => {
  expect(describeHistory({ event: 'document.posted', details: { kind: 7, number: null } })).toBe(
    'Document posted in the ledger.',
  );
  expect(describeHistory({ event: 'order.renamed', details: {} })).toBe('order.renamed.');
});
