import type { DocumentLine } from '../../domain/documents.ts';
import { allocateMinor, type Currency } from '../../domain/money.ts';
import { toDecimal } from './amounts.ts';

/** Units of one line that share a net and a tax of whole minor units. */
export interface UnitGroup {
  readonly quantity: number;
  readonly unitNetMinor: number;
  readonly unitTaxMinor: number;
  /** Whole group, ≥ 0. */
  readonly discountMinor: number;
}

type SplitInput = Pick<DocumentLine, 'quantity' | 'netMinor' | 'taxMinor' | 'discountMinor'>;

/**
 * Stokly takes a price and a tax per unit, the books hold them per line. A line whose amounts do not divide is split
 * into at most three groups so that Σ quantity × unit gives net, tax and gross exactly. The odd cents of the net go
 * to the first units, those of the tax to the last: where the gross divides, every unit keeps the same gross price.
 */
export function splitLine(line: SplitInput): readonly UnitGroup[] {
  const { quantity } = line;
  const net = floorDivide(line.netMinor, quantity);
  const tax = floorDivide(line.taxMinor, quantity);
  const taxFrom = quantity - tax.rest;
  const cuts = [...new Set([0, net.rest, taxFrom, quantity])].sort((a, b) => a - b);
  const spans = cuts.slice(1).map((end, index) => ({ start: cuts[index] ?? 0, end }));
  const discounts = allocateMinor(
    line.discountMinor,
    spans.map((span) => span.end - span.start),
  );
  return spans.map((span, index) => ({
    quantity: span.end - span.start,
    unitNetMinor: net.each + (span.start < net.rest ? 1 : 0),
    unitTaxMinor: tax.each + (span.start >= taxFrom ? 1 : 0),
    discountMinor: discounts[index] ?? 0,
  }));
}

/** Whole quotient rounded down and a remainder of 0 … divisor − 1, for negative totals too. */
function floorDivide(total: number, divisor: number): { readonly each: number; readonly rest: number } {
  const rest = ((total % divisor) + divisor) % divisor;
  return { each: (total - rest) / divisor, rest };
}

/** A line of a sale order, with the fields working clients send (vendors/stokly.md §8.2). */
export function toOrderItems(lines: readonly DocumentLine[], currency: Currency, fulfilment: Fulfilment) {
  return lines.flatMap((line) =>
    splitLine(line).map((group) => ({
      type: 'item',
      referenceId: line.itemId,
      quantity: group.quantity,
      displayPrice: toDecimal(group.unitNetMinor, currency),
      displayTax: toDecimal(group.unitTaxMinor, currency),
      displayLinePrice: toDecimal(group.unitNetMinor * group.quantity, currency),
      displayLineTax: toDecimal(group.unitTaxMinor * group.quantity, currency),
      displayLineDiscount: toDecimal(group.discountMinor, currency),
      displayLineTotal: toDecimal((group.unitNetMinor + group.unitTaxMinor) * group.quantity, currency),
      fulfilmentType: fulfilment,
    })),
  );
}

/** `none` is what till and back-office history uses (§4.4): nothing is to be sent anywhere. */
export type Fulfilment = 'delivery' | 'none';

/** A line of an invoice or credit note (vendors/stokly.md §4.5, assumption A4). */
export function toInvoiceItems(lines: readonly DocumentLine[], currency: Currency) {
  return lines.flatMap((line) =>
    splitLine(line).map((group) => ({
      referenceType: 'item',
      referenceId: line.itemId,
      itemName: line.description,
      quantity: group.quantity,
      displayPrice: toDecimal(group.unitNetMinor, currency),
      displayTax: toDecimal(group.unitTaxMinor, currency),
    })),
  );
}
