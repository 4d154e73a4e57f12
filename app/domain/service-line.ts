import type { DocumentLine } from './documents.ts';
import { splitTax } from './invoices/tax.ts';
import type { ItemRef, TaxTreatment } from './profile.ts';

const noTax: TaxTreatment = { mode: 'none' };

/** A line of a service item. Fees and adjustments carry no tax of ours; refunds carry that of the goods. */
export function serviceLine(
  kind: DocumentLine['kind'],
  item: ItemRef,
  description: string,
  grossMinor: number,
  tax: TaxTreatment = noTax,
): DocumentLine {
  return {
    kind,
    itemId: item.itemId,
    itemCode: item.code,
    description,
    quantity: 1,
    discountMinor: 0,
    grossMinor,
    ...splitTax(grossMinor, tax),
  };
}
