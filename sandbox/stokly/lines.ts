import type { Books } from './books.ts';
import type { Line } from './documents.ts';
import { badRequest } from './errors.ts';
import { lineAmount, minorAmount, unitPrice } from './money.ts';
import type { InvoiceLineBody, OrderLineBody } from './schemas.ts';

type LineBody = Pick<InvoiceLineBody, 'referenceId' | 'quantity' | 'displayPrice' | 'displayTax'> & {
  readonly itemName?: string | undefined;
};

/** Prices lines: net and tax are each unit × quantity, rounded half away from zero to the minor unit. */
export function priceLines(
  books: Books,
  bodies: readonly LineBody[],
  exponent: number,
  now: number,
): readonly Line[] {
  return bodies.map((body, index) => {
    const item = books.items.seen(body.referenceId, now);
    if (item === null) throw badRequest(`items.${index}: item ${body.referenceId} does not exist`);
    if (item.status === 1) throw badRequest(`items.${index}: item ${item.sku} is deleted`);
    const price = unitPrice(body.displayPrice, `items.${index}.displayPrice`);
    const tax = unitPrice(body.displayTax, `items.${index}.displayTax`);
    return {
      lineId: books.newId(),
      itemId: item.itemId,
      itemSku: item.sku,
      itemName: body.itemName ?? item.name,
      quantity: body.quantity,
      unitPrice: price,
      unitTax: tax,
      net: lineAmount(price, body.quantity, exponent),
      tax: lineAmount(tax, body.quantity, exponent),
    };
  });
}

/** Line amounts a client states must agree with unit × quantity to the minor unit, or one beside it. */
export function checkStatedAmounts(
  bodies: readonly OrderLineBody[],
  lines: readonly Line[],
  exponent: number,
): void {
  bodies.forEach((body, index) => {
    const line = lines[index];
    if (line === undefined) return;
    const stated: readonly (readonly [keyof OrderLineBody, number])[] = [
      ['displayLinePrice', line.net],
      ['displayLineTax', line.tax],
      ['displayLineTotal', line.net + line.tax],
    ];
    for (const [name, computed] of stated) {
      const value = body[name];
      if (typeof value !== 'number') continue;
      const difference = minorAmount(value, exponent, `items.${index}.${name}`) - computed;
      if (Math.abs(difference) > 1) {
        throw badRequest(`items.${index}.${name} does not agree with unit price × quantity`);
      }
    }
  });
}
