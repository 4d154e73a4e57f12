import { expect, it } from 'vitest';
import { anOrder } from '../../db/testing/builders.ts';
import { invoice, payment } from '../../db/testing/documents.ts';
import type { InvoiceDocument } from './documents.ts';
import { forgetBuyerOfDocument, forgetBuyerOfOrder } from './forget-buyer.ts';

const recipient = {
  name: 'Wren Ashdown',
  line1: '4 Mill Lane',
  line2: 'Flat 2',
  city: 'Lewes',
  region: 'England',
  postcode: 'BN7 1AA',
  country: 'GB',
};
const ofBuyer = /Wren|Ashdown|Mill|Flat|Lewes|BN7/;

function ofWren(): InvoiceDocument {
  const { document } = invoice(1);
  if (document.kind !== 'invoice') throw new Error('The builder makes invoices');
  const description = 'Tiktok - Wren Ashdown England GB (Items = 1, Qty = 2)';
  return { ...document, description, order: { ...document.order, description, recipient } };
}

it('takes name and address and leaves place, figures and references', () => {
  const order = anOrder(1, { recipient });
  const forgotten = forgetBuyerOfOrder(order);
  expect(JSON.stringify(forgotten)).not.toMatch(ofBuyer);
  expect(forgotten.recipient).toMatchObject({ region: 'England', country: 'GB' });
  expect({ ...forgotten, recipient }).toEqual(order);
});

it('takes the name out of the description of an invoice and of its sale order', () => {
  const document = ofWren();
  const forgotten = forgetBuyerOfDocument(document);
  expect(JSON.stringify(forgotten)).not.toMatch(ofBuyer);
  expect(forgotten.description).toBe('Tiktok - England GB (Items = 1, Qty = 2)');
  expect(forgotten).toMatchObject({ reference: document.reference, grossMinor: document.grossMinor });
  // Null would make it an adjustment (day-documents.ts).
  expect(forgotten).toMatchObject({ order: { recipient: { country: 'GB' } } });
});

it('does the same twice, and nothing to a document without a buyer', () => {
  const once = forgetBuyerOfDocument(ofWren());
  expect(forgetBuyerOfDocument(once)).toEqual(once);
  const { document } = payment('P-1', []);
  expect(forgetBuyerOfDocument(document)).toEqual(document);
});

it('does not take a short name out of the middle of other words', () => {
  const document = ofWren();
  const description = 'Tiktok - A Lancashire GB (Items = 1, Qty = 2)';
  const short = {
    ...document,
    description,
    order: { ...document.order, recipient: { ...recipient, name: 'A' } },
  };
  expect(forgetBuyerOfDocument(short).description).toBe('Tiktok - Lancashire GB (Items = 1, Qty = 2)');
});
