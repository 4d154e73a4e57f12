import type { BusinessDate } from '../dates.ts';
import type { DocumentLine, InvoiceDocument, OrderDocument, PlannedDocument } from '../documents.ts';
import { splitTax } from '../invoices/tax.ts';
import { allocateMinor, type Currency, scaleMinor, sumMinor } from '../money.ts';
import { deductionNameOf, feeItemOf, feeMethodOf, type TaxTreatment } from '../profile.ts';
import { serviceLine } from '../service-line.ts';
import type { BookableRow } from './booked-row.ts';
import { orderReference } from './references.ts';
import type { PaymentInput } from './types.ts';

/**
 * Invoice timing "on settlement": the sale order was made when the order was posted; its invoice is born when the
 * money arrives, already paid, from calls that were observed in working clients only (design.md §5). The refund part
 * is a line of the same invoice; a late refund is an invoice of its own with a negative total.
 */
export function planSettledInvoices(
  settledOn: BusinessDate,
  currency: Currency,
  rows: readonly BookableRow[],
  input: PaymentInput,
): PlannedDocument[] {
  return rows.flatMap((bookable) => {
    const order = bookable.saleOrder?.saleOrder;
    return order && !bookable.feesOnly ? planOne(bookable, order, settledOn, currency, input) : [];
  });
}

function planOne(
  bookable: BookableRow,
  order: OrderDocument,
  settledOn: BusinessDate,
  currency: Currency,
  input: PaymentInput,
): PlannedDocument[] {
  const { profile } = input;
  const { refundItem, feeItem, clearingMethod, feeTreatment, tax } = profile;
  if (!refundItem || !feeItem || !clearingMethod) return [];
  const { row, split, extraCreditMinor } = bookable;
  const lines: DocumentLine[] = portionLines(order, split.consumesMinor + extraCreditMinor, tax);
  const refund = split.creditMinor + extraCreditMinor;
  if (refund > 0) lines.push(serviceLine('refund', refundItem, `Refund, order ${row.id}`, -refund, tax));
  // Without a method that pays a fee (the profile asks for one only where it is used) it is a line.
  const feesPaid = new Map<number, number>();
  for (const fee of split.deductions) {
    const method = feeTreatment === 'invoiceLines' ? null : feeMethodOf(profile, fee.name);
    if (method) feesPaid.set(method.code, (feesPaid.get(method.code) ?? 0) + fee.amountMinor);
    else {
      const item = feeItemOf(profile, fee.name) ?? feeItem;
      lines.push(serviceLine('fee', item, deductionNameOf(profile, fee.name), -fee.amountMinor));
    }
  }
  if (lines.length === 0) return [];
  const payments = [
    { method: clearingMethod.code, amountMinor: split.cashMinor },
    ...[...feesPaid].map(([method, amountMinor]) => ({ method, amountMinor })),
  ].filter((payment) => payment.amountMinor !== 0);
  const document: InvoiceDocument = {
    kind: 'invoice',
    reference: orderReference(order.reference, 'S', [row.key]),
    currency,
    customerId: order.customerId,
    issuedOn: settledOn,
    description: `Settled by TikTok ${settledOn}, order ${row.id}`,
    order,
    lines,
    grossMinor: sumMinor(lines.map((line) => line.grossMinor)),
    settled: { payments },
  };
  const orderIds = row.relatedOrderId ? [row.relatedOrderId] : [];
  return [{ document, source: { orderIds, rowKeys: [row.key] } }];
}

/** The goods lines for a part of the order: all of it as it stands, a part in proportion to the lines' gross. */
function portionLines(order: OrderDocument, portionMinor: number, tax: TaxTreatment): DocumentLine[] {
  if (portionMinor === 0) return [];
  if (portionMinor === order.grossMinor) return [...order.lines];
  const gross = allocateLines(
    portionMinor,
    order.lines.map((line) => line.grossMinor),
  );
  const net = order.lines.map((line, index) => ({ line, grossMinor: gross[index] ?? 0 }));
  return net.flatMap(({ line, grossMinor }) => {
    if (grossMinor === 0) return [];
    const description = `${line.description} (part of ${line.quantity})`;
    return [
      {
        ...line,
        description,
        quantity: 1,
        discountMinor: 0,
        grossMinor,
        ...splitPart(line, grossMinor, tax),
      },
    ];
  });
}

/** Lines of a discount are negative: they take their share of the negative side, the others of the rest. */
function allocateLines(portionMinor: number, lines: readonly number[]): number[] {
  const minus = lines.map((gross) => Math.max(0, -gross));
  const taken = sumMinor(minus);
  if (taken === 0) return allocateMinor(portionMinor, lines);
  const negative = scaleMinor(taken, portionMinor, sumMinor(lines));
  const up = allocateMinor(
    portionMinor + negative,
    lines.map((gross) => Math.max(0, gross)),
  );
  const down = allocateMinor(negative, minus);
  return lines.map((_, index) => (up[index] ?? 0) - (down[index] ?? 0));
}

/** By the rule of a line (accounting.md §1); in the line's own proportion when the profile's tax has changed since. */
function splitPart(
  line: DocumentLine,
  grossMinor: number,
  tax: TaxTreatment,
): { netMinor: number; taxMinor: number } {
  if (splitTax(line.grossMinor, tax).netMinor === line.netMinor) return splitTax(grossMinor, tax);
  const [netMinor = 0] = allocateMinor(grossMinor, [Math.abs(line.netMinor), Math.abs(line.taxMinor)]);
  return { netMinor, taxMinor: grossMinor - netMinor };
}
