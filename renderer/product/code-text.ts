import type { ComponentView } from '../../app/contract/products.ts';

/** What the Item code column shows: the code, a code with its quantity, or how many components there are. */
export function codeText(components: readonly Pick<ComponentView, 'itemCode' | 'quantity'>[]): string {
  const [only] = components;
  if (components.length === 1 && only)
    return only.quantity === 1 ? only.itemCode : `${only.quantity} × ${only.itemCode}`;
  return components.length === 0 ? '' : `${components.length} components`;
}
