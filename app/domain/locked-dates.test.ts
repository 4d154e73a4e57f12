import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invoice } from '../../db/testing/documents.ts';
import { addDays, type BusinessDate } from './dates.ts';
import type { InvoiceDocument } from './documents.ts';
import { settledDateOf } from './documents.ts';
import { isLocked, toOpenDate } from './locked-dates.ts';

const start = '2026-01-01' as BusinessDate; // a date of the calendar

test('dated on the first open day nothing is locked, and its money stays on its own date', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.option(fc.nat(400)), (day, lock) => {
      const lockedUntil = lock === null ? null : addDays(start, lock);
      const planned = invoice(1, 'I-1').document as InvoiceDocument; // the builder makes an invoice
      const document = { ...planned, issuedOn: addDays(start, day) };
      const open = toOpenDate(document, lockedUntil);
      expect(isLocked(open, lockedUntil)).toBe(false);
      expect(settledDateOf(open)).toBe(document.issuedOn);
      if (!isLocked(document, lockedUntil)) expect(open).toEqual(document);
      expect(toOpenDate(open, lockedUntil)).toEqual(open);
      if (isLocked(document, lockedUntil)) expect(open.order.issuedOn).toBe(open.issuedOn);
    }),
  );
});
