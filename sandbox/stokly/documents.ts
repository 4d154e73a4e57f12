/** Money is whole minor units of the document's currency; unit prices are ten-thousandths. */
export interface Line {
  readonly lineId: string;
  readonly itemId: string;
  readonly itemSku: string;
  readonly itemName: string;
  readonly quantity: number;
  readonly unitPrice: bigint;
  readonly unitTax: bigint;
  readonly net: number;
  readonly tax: number;
}

export interface SaleOrder {
  readonly id: string;
  readonly niceId: string;
  readonly stage: 'order' | 'removed';
  readonly createdAt: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly sourceReferenceId: string;
  readonly customerReference: string | null;
  readonly customerId: string;
  readonly channelName: string;
  readonly currency: string;
  readonly tags: readonly string[];
  readonly shipping: unknown;
  readonly shippingCost: number;
  readonly shippingTax: number;
  readonly lines: readonly Line[];
  readonly total: number;
}

/** Something that used up part of an invoice's balance. */
interface Settlement {
  readonly by: 'birth' | 'payment' | 'credit-note';
  /** The payment or credit note; null for a payment the invoice was born with. */
  readonly documentId: string | null;
  readonly method: number | null;
  /** Part of the balance consumed, signed like the balance. */
  readonly amount: number;
  /** What of it was money: amount less deductions. */
  readonly cash: number;
}

export interface Invoice {
  readonly id: string;
  readonly niceId: string;
  readonly saleOrderId: string;
  readonly saleOrderNiceId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly issueDate: string;
  readonly reference: string | null;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly settlements: readonly Settlement[];
}

export interface CreditNote {
  readonly id: string;
  readonly niceId: string;
  readonly reference: string;
  readonly saleInvoiceId: string | null;
  readonly customerId: string;
  readonly currency: string;
  readonly issueDate: string;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly allocations: readonly { readonly saleInvoiceId: string; readonly amount: number }[];
  /** Payments that consumed the note's balance; amounts are negative. */
  readonly consumed: readonly { readonly paymentId: string; readonly amount: number }[];
}

export interface Allocation {
  readonly type: 'invoice' | 'credit-note';
  readonly id: string;
  readonly amount: number;
  readonly deductions: readonly { readonly label: string; readonly amount: number }[];
}

export interface Payment {
  readonly id: string;
  readonly niceId: string;
  readonly reference: string;
  readonly customerId: string;
  readonly method: number;
  readonly currency: string;
  readonly paidAt: string;
  readonly label: string;
  readonly amount: number;
  readonly unallocated: number;
  readonly allocations: readonly Allocation[];
}

const add = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

export const linesTotal = (lines: readonly Line[]): number => add(lines.map((line) => line.net + line.tax));

/** What is still open: total less all that was settled, signed like the total. */
export function invoiceOutstanding(invoice: Invoice): number {
  return invoice.total - add(invoice.settlements.map((settlement) => settlement.amount));
}

/** A note's open balance, negative or 0: −(total − allocated). */
export function noteOutstanding(note: CreditNote): number {
  const open =
    note.total - add(note.allocations.map((a) => a.amount)) + add(note.consumed.map((c) => c.amount));
  return 0 - open;
}

export const cashOf = (allocation: Allocation): number =>
  allocation.amount - add(allocation.deductions.map((deduction) => deduction.amount));
