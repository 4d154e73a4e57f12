import type { ProductRow } from '../../app/contract/products.ts';
import type { Column } from '../grid/columns.ts';
import { IconButton } from '../widgets/button.tsx';
import { type ItemChoice, ItemPicker } from '../widgets/item-picker.tsx';
import { codeText } from './code-text.ts';
import type { Components } from './product-state.ts';
import { toComponents } from './use-item-editing.ts';

export interface ItemCodeOptions {
  readonly ledgerId: string | null;
  readonly componentsOf: (row: ProductRow) => Components;
  readonly isEdited: (row: ProductRow) => boolean;
  readonly onEdit: (row: ProductRow, components: Components) => void;
  /** Tab in the editor: for every ticked row; null = the code the row has. */
  readonly onFill: (row: ProductRow, item: ItemChoice | null) => void;
  readonly onComponents: (row: ProductRow) => void;
  readonly onAlike: (row: ProductRow) => void;
}

function isSingle(components: Components): boolean {
  return components.length === 0 || (components.length === 1 && components[0]?.quantity === 1);
}

/** The one column that is edited: a code by type-ahead; several components and versions in a dialog. */
export function itemCodeColumn(options: ItemCodeOptions): Column<ProductRow> {
  const { ledgerId, componentsOf, onEdit, onFill } = options;
  return {
    id: 'itemCode',
    header: 'Item code',
    kind: 'code',
    width: 180,
    sort: 'itemCode',
    filter: { by: 'itemCode', kind: 'text' },
    text: (row) => codeText(componentsOf(row)),
    hint: (row) =>
      componentsOf(row)
        .map(({ quantity, itemCode, itemName }) => `${quantity} × ${itemCode} ${itemName}`)
        .join('\n') || undefined,
    cell: (row) => <ItemCodeCell row={row} options={options} />,
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
  };
}

function ItemCodeCell({ row, options }: { row: ProductRow; options: ItemCodeOptions }) {
  const components = options.componentsOf(row);
  const isEdited = options.isEdited(row);
  const code = codeText(components);
  return (
    <>
      <span className={isEdited ? 'grid-text edited' : 'grid-text'}>
        {code || <EmptyCode row={row} isEdited={isEdited} />}
      </span>
      {components.some((one) => one.isKit) && (
        <span className="tag" title="A kit of Stokly: it takes its parts out of stock itself">
          kit
        </span>
      )}
      {options.ledgerId !== null && (
        <span className="cell-end">
          {components.length > 0 && (
            <IconButton
              icon="copy"
              label={`Map all like ${row.productName} (*)`}
              tabIndex={-1}
              onClick={() => options.onAlike(row)}
            />
          )}
          <IconButton
            icon="box"
            label={`Components of ${row.productName}`}
            tabIndex={-1}
            onClick={() => options.onComponents(row)}
          />
        </span>
      )}
    </>
  );
}

function EmptyCode({ row, isEdited }: { row: ProductRow; isEdited: boolean }) {
  if (isEdited) return <span>Unlink</span>;
  if (row.inactive.length === 0) return <span className="muted">Choose an item</span>;
  return <s className="muted">{row.inactive.map((one) => one.itemCode).join(', ')}</s>;
}
