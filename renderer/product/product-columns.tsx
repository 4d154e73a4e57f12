import type { ProductRow } from '../../app/contract/products.ts';
import type { Column } from '../grid/columns.ts';
import { IconButton } from '../widgets/button.tsx';
import { formatAmount, formatCount } from '../widgets/format.ts';
import { type ItemChoice, ItemPicker } from '../widgets/item-picker.tsx';
import { Status } from '../widgets/status.tsx';
import { codeText } from './code-text.ts';
import { mappingHints, mappingLooks } from './looks.ts';
import type { Components } from './product-state.ts';
import { toComponents } from './use-item-editing.ts';

interface ProductColumnsOptions {
  readonly ledgerId: string | null;
  readonly componentsOf: (row: ProductRow) => Components;
  readonly isEdited: (row: ProductRow) => boolean;
  readonly onEdit: (row: ProductRow, components: Components) => void;
  /** Tab in the editor: for every ticked row; null = the code the row has. */
  readonly onFill: (row: ProductRow, item: ItemChoice | null) => void;
  readonly onComponents: (row: ProductRow) => void;
}

function isSingle(components: Components): boolean {
  return components.length === 0 || (components.length === 1 && components[0]?.quantity === 1);
}

export function productColumns(options: ProductColumnsOptions): readonly Column<ProductRow>[] {
  const { ledgerId, componentsOf, isEdited, onEdit, onFill, onComponents } = options;
  return [
    {
      id: 'status',
      header: 'Status',
      kind: 'status',
      width: 196,
      sort: 'status',
      text: (row) => mappingLooks[row.status].label,
      hint: (row) => mappingHints[row.status],
      cell: (row) => <Status look={mappingLooks[row.status]} />,
    },
    {
      id: 'itemCode',
      header: 'Item code',
      kind: 'code',
      width: 190,
      text: (row) => codeText(componentsOf(row)),
      hint: (row) =>
        componentsOf(row)
          .map(({ quantity, itemCode, itemName }) => `${quantity} × ${itemCode} ${itemName}`)
          .join('\n') || undefined,
      cell: (row) => {
        const components = componentsOf(row);
        return (
          <>
            <span className={isEdited(row) ? 'grid-text edited' : 'grid-text'}>
              {codeText(components) || <span className="muted">Choose an item</span>}
            </span>
            <span className="cell-end">
              <IconButton
                icon="box"
                label={`Components of ${row.productName}`}
                tabIndex={-1}
                onClick={() => onComponents(row)}
              />
            </span>
          </>
        );
      },
      mayEdit: (row) => ledgerId !== null && isSingle(componentsOf(row)),
      editor: (row, leave, typed) =>
        ledgerId !== null && (
          <ItemPicker
            hideLabel
            autoFocus
            label={`Item code of ${row.productName}`}
            ledgerId={ledgerId}
            code={codeText(componentsOf(row))}
            {...(typed === undefined ? {} : { initialText: typed })}
            onPick={(item) => {
              onEdit(row, toComponents(item));
              leave();
            }}
            onFill={(item) => {
              onFill(row, item);
              leave();
            }}
            onClear={() => onEdit(row, [])}
            onLeave={leave}
          />
        ),
    },
    {
      id: 'product',
      header: 'Product',
      kind: 'text',
      width: 260,
      grow: true,
      sort: 'productName',
      text: (row) => row.productName,
      hint: (row) => row.productName,
      cell: (row) => (
        <span className={row.isActive ? 'grid-text' : 'grid-text muted'}>
          {row.productName}
          {!row.isActive && ' (not on sale)'}
        </span>
      ),
    },
    { id: 'variation', header: 'Variation', kind: 'text', width: 130, text: (row) => row.variation },
    {
      id: 'sellerSku',
      header: 'Seller SKU',
      kind: 'code',
      width: 130,
      sort: 'sellerSku',
      text: (row) => row.sellerSku,
    },
    {
      id: 'price',
      header: 'Price',
      kind: 'money',
      width: 90,
      sort: 'priceMinor',
      text: (row) => (row.priceMinor === null ? '' : formatAmount(row.priceMinor, row.currency)),
    },
    {
      id: 'openOrders',
      header: 'Open orders',
      kind: 'number',
      width: 96,
      text: (row) => (row.openOrders === 0 ? '' : formatCount(row.openOrders)),
      hint: () => 'Orders that are not posted yet and contain this product',
    },
    { id: 'id', header: 'ID', kind: 'code', width: 188, text: (row) => row.skuId, hint: (row) => row.skuId },
  ];
}
