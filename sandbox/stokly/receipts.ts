import type { Books, Write } from './books.ts';
import {
  type Allocation,
  type CreditNote,
  cashOf,
  invoiceOutstanding,
  linesTotal,
  noteOutstanding,
  type Payment,
} from './documents.ts';
import { badRequest, conflict, notFound } from './errors.ts';
import { priceLines } from './lines.ts';
import { refuseLocked } from './lock.ts';
import { exponentOf, minorAmount } from './money.ts';
import { checkConsumes, checkMethod, visibleInvoice } from './sales.ts';
import type { CreditNoteBody, PaymentBody } from './schemas.ts';

/** A3: one customer payment that knocks off invoices and credit notes, with deductions. */
export function createPayment(books: Books, body: PaymentBody, now: number): Write {
  const exponent = exponentOf(body.currency);
  refuseLocked(books.lock, body.paidAt);
  checkMethod(body.method);
  if (books.customers.seen(body.customerId, now) === null) throw badRequest('customerId: no such customer');
  const allocations = body.allocations.map(
    (entry, index): Allocation => ({
      type: entry.type,
      id: entry.id,
      amount: minorAmount(entry.amount, exponent, `allocations.${index}.amount`),
      deductions: (entry.deductions ?? []).map((deduction, d) => ({
        label: deduction.label,
        amount: minorAmount(deduction.amount, exponent, `allocations.${index}.deductions.${d}.amount`),
      })),
    }),
  );
  checkAllocations(books, allocations, body, now);
  const amount = minorAmount(body.amount, exponent, 'amount');
  const cash = allocations.reduce((sum, allocation) => sum + cashOf(allocation), 0);
  if (amount !== cash) throw badRequest('amount: must equal the allocations less their deductions');
  const payment: Payment = {
    id: books.newId(),
    niceId: books.newNumber('OR'),
    reference: body.reference,
    customerId: body.customerId,
    method: body.method,
    currency: body.currency,
    paidAt: body.paidAt,
    label: body.label ?? '',
    amount,
    unallocated: 0,
    allocations,
  };
  return {
    id: payment.id,
    commit: (visibleAt) => {
      books.payments.put(payment.id, payment, visibleAt);
      for (const allocation of allocations) consume(books, payment, allocation, visibleAt);
    },
  };
}

function checkAllocations(
  books: Books,
  allocations: readonly Allocation[],
  body: PaymentBody,
  now: number,
): void {
  // The same document may stand in several allocations: what counts is their sum.
  const open = new Map<string, number>();
  allocations.forEach((allocation, index) => {
    const where = `allocations.${index}`;
    const document =
      allocation.type === 'invoice'
        ? books.invoices.seen(allocation.id, now) && books.invoices.latest(allocation.id)
        : books.creditNotes.seen(allocation.id, now) && books.creditNotes.latest(allocation.id);
    if (document === null) throw badRequest(`${where}: no such ${allocation.type}`);
    if (document.currency !== body.currency) throw badRequest(`${where}: the document has another currency`);
    if (document.customerId !== body.customerId)
      throw badRequest(`${where}: the document has another customer`);
    const outstanding = 'settlements' in document ? invoiceOutstanding(document) : noteOutstanding(document);
    const left = open.get(allocation.id) ?? outstanding;
    checkConsumes(allocation.amount, left, where);
    open.set(allocation.id, left - allocation.amount);
  });
}

function consume(books: Books, payment: Payment, allocation: Allocation, visibleAt: number): void {
  if (allocation.type === 'invoice') {
    const invoice = books.invoices.latest(allocation.id);
    if (invoice === null) return;
    const settlement = {
      by: 'payment' as const,
      documentId: payment.id,
      method: payment.method,
      amount: allocation.amount,
      cash: cashOf(allocation),
    };
    books.invoices.put(
      invoice.id,
      { ...invoice, settlements: [...invoice.settlements, settlement] },
      visibleAt,
    );
    return;
  }
  const note = books.creditNotes.latest(allocation.id);
  if (note === null) return;
  const consumed = [...note.consumed, { paymentId: payment.id, amount: allocation.amount }];
  books.creditNotes.put(note.id, { ...note, consumed }, visibleAt);
}

/** A6: deleting a payment opens again what it had knocked off. */
export function removePayment(books: Books, id: string, now: number, force = false): Write {
  const removed = books.payments.latest(id);
  if (removed === null || (!force && books.payments.seen(id, now) === null)) throw notFound('payment');
  if (!force) refuseLocked(books.lock, removed.paidAt);
  return {
    id,
    commit: (visibleAt) => {
      books.payments.remove(id, visibleAt);
      for (const invoice of books.invoices.listLatest()) {
        const settlements = invoice.settlements.filter((settlement) => settlement.documentId !== id);
        if (settlements.length !== invoice.settlements.length) {
          books.invoices.put(invoice.id, { ...invoice, settlements }, visibleAt);
        }
      }
      for (const note of books.creditNotes.listLatest()) {
        const consumed = note.consumed.filter((entry) => entry.paymentId !== id);
        if (consumed.length !== note.consumed.length) {
          books.creditNotes.put(note.id, { ...note, consumed }, visibleAt);
        }
      }
    },
  };
}

/** A4: a credit note; its allocations reduce invoices, the rest stays open on the note. */
export function createCreditNote(books: Books, body: CreditNoteBody, now: number): Write {
  refuseLocked(books.lock, body.issueDate);
  const exponent = exponentOf(body.currency);
  if (books.customers.seen(body.customerId, now) === null) throw badRequest('customerId: no such customer');
  const lines = priceLines(books, body.items, exponent, now);
  const total = linesTotal(lines);
  if (total <= 0) throw badRequest('items: a credit note must be positive');
  const check = (invoiceId: string, where: string): void => {
    if (books.invoices.seen(invoiceId, now) === null) throw badRequest(`${where}: no such invoice`);
    const invoice = visibleInvoice(books, invoiceId, now);
    if (invoice.currency !== body.currency) throw badRequest(`${where}: the invoice has another currency`);
    if (invoice.customerId !== body.customerId)
      throw badRequest(`${where}: the invoice has another customer`);
  };
  if (body.saleInvoiceId !== null) check(body.saleInvoiceId, 'saleInvoiceId');
  const open = new Map<string, number>();
  const allocations = (body.allocations ?? []).map((entry, index) => {
    const where = `allocations.${index}`;
    check(entry.saleInvoiceId, where);
    const amount = minorAmount(entry.amount, exponent, `${where}.amount`);
    const left =
      open.get(entry.saleInvoiceId) ?? invoiceOutstanding(visibleInvoice(books, entry.saleInvoiceId, now));
    checkConsumes(amount, left, where);
    open.set(entry.saleInvoiceId, left - amount);
    return { saleInvoiceId: entry.saleInvoiceId, amount };
  });
  if (allocations.reduce((sum, entry) => sum + entry.amount, 0) > total) {
    throw badRequest('allocations: more than the total of the credit note');
  }
  const note: CreditNote = {
    id: books.newId(),
    niceId: books.newNumber('CN'),
    reference: body.reference,
    saleInvoiceId: body.saleInvoiceId,
    customerId: body.customerId,
    currency: body.currency,
    issueDate: body.issueDate,
    lines,
    total,
    allocations,
    consumed: [],
  };
  return {
    id: note.id,
    commit: (visibleAt) => {
      books.creditNotes.put(note.id, note, visibleAt);
      for (const { saleInvoiceId, amount } of allocations) {
        const invoice = books.invoices.latest(saleInvoiceId);
        if (invoice === null) continue;
        const settlement = {
          by: 'credit-note' as const,
          documentId: note.id,
          method: null,
          amount,
          cash: 0,
        };
        books.invoices.put(
          invoice.id,
          { ...invoice, settlements: [...invoice.settlements, settlement] },
          visibleAt,
        );
      }
    },
  };
}

/** A6: refused while a payment has consumed part of the note; else its invoices open again. */
export function removeCreditNote(books: Books, id: string, now: number, force = false): Write {
  const note = books.creditNotes.latest(id);
  if (note === null || (!force && books.creditNotes.seen(id, now) === null)) throw notFound('credit note');
  if (!force) refuseLocked(books.lock, note.issueDate);
  if (!force && note.consumed.length > 0) throw conflict('payments are allocated to the credit note');
  return {
    id,
    commit: (visibleAt) => {
      books.creditNotes.remove(id, visibleAt);
      for (const invoice of books.invoices.listLatest()) {
        const settlements = invoice.settlements.filter((settlement) => settlement.documentId !== id);
        if (settlements.length !== invoice.settlements.length) {
          books.invoices.put(invoice.id, { ...invoice, settlements }, visibleAt);
        }
      }
    },
  };
}
