import fc from 'fast-check';
import { expect, test } from 'vitest';
import { day } from '../../../db/testing/builders.ts';
import { invoice, line } from '../../../db/testing/documents.ts';
import type { InvoiceDocument } from '../documents.ts';
import { toDocumentId } from '../ids.ts';
import { toFullCreditNote } from './reverse-document.ts';

test('a full credit note leaves nothing open of its invoice and nothing of itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 }),
      (parts) => {
        const document = invoice(1).document as InvoiceDocument; // the builder makes an invoice
        const lines = parts.map((minor) => line('goods', minor));
        const grossMinor = parts.reduce((sum, part) => sum + part, 0);
        const standing = { document, documentId: toDocumentId('1'), number: 'INV-1', lines, grossMinor };
        const note = toFullCreditNote(standing, day('2026-06-01'), 'Reversal');
        expect(grossMinor - note.appliedMinor).toBe(0);
        expect(note.grossMinor - note.appliedMinor).toBe(0);
        expect(note.lines.reduce((sum, one) => sum + one.grossMinor, 0)).toBe(note.grossMinor);
        expect(note.reference.length).toBeLessThanOrEqual(64);
        expect(note.reverses).toEqual({ kind: 'invoice', reference: document.reference });
      },
    ),
  );
});
