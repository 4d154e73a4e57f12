import type { ProductRow } from '../../app/contract/products.ts';
import type { Column, FilterChoice } from '../grid/columns.ts';
import { formatAmount, formatCount, formatDate } from '../widgets/format.ts';
import { Status } from '../widgets/status.tsx';
import { type ItemCodeOptions, itemCodeColumn } from './item-code-column.tsx';
import { type MappingStatus, mappingLooks, mappingStatuses, reasonOf, wayOutOf } from './looks.ts';

interface ProductColumnsOptions extends ItemCodeOptions {
  readonly counts: Partial<Record<MappingStatus, number>>;
}

export function productColumns(options: ProductColumnsOptions): readonly Column<ProductRow>[] {
  const { counts } = options;
  return [
    {
      id: 'status',
      header: 'Status',
      kind: 'status',
      width: 190,
      sort: 'status',
      filter: { by: 'status', kind: 'choice', choices: () => toChoices(counts) },
      text: (row) => mappingLooks[row.status].label,
      hint: (row) => reasonOf(row) || undefined,
      cell: (row) => <Status look={mappingLooks[row.status]} />,
    },
    itemCodeColumn(options),
    {
      id: 'product',
      header: 'Product',
      kind: 'text',
      width: 190,
      grow: true,
      sort: 'productName',
      filter: { by: 'product', kind: 'text' },
      text: (row) => row.productName,
      hint: (row) => row.productName,
      cell: (row) => (
        <>
          <span className={row.isActive ? 'grid-text' : 'grid-text muted'}>
            {row.productName}
            {!row.isActive && ' (not on sale)'}
          </span>
          {row.isBundle && (
            <span className="tag" title="A bundle of TikTok Shop: it takes its parts out of stock">
              bundle
            </span>
          )}
        </>
      ),
    },
    {
      id: 'variation',
      header: 'Variation',
      kind: 'text',
      width: 100,
      sort: 'variation',
      filter: { by: 'variation', kind: 'text' },
      text: (row) => row.variation,
    },
    {
      id: 'sellerSku',
      header: 'Seller SKU',
      kind: 'code',
      width: 124,
      sort: 'sellerSku',
      filter: { by: 'sellerSku', kind: 'text' },
      text: (row) => row.sellerSku,
    },
    {
      id: 'reason',
      header: 'What to do',
      kind: 'text',
      width: 232,
      text: wayOutOf,
      hint: (row) => reasonOf(row) || undefined,
    },
    {
      id: 'price',
      header: 'Price',
      kind: 'money',
      width: 74,
      sort: 'priceMinor',
      filter: { by: 'price', kind: 'money' },
      text: (row) => (row.priceMinor === null ? '' : formatAmount(row.priceMinor, row.currency)),
    },
    {
      id: 'openOrders',
      header: 'Open orders',
      kind: 'number',
      width: 92,
      sort: 'openOrders',
      filter: { by: 'openOrders', kind: 'count' },
      text: (row) => (row.openOrders === 0 ? '' : formatCount(row.openOrders)),
      hint: () => 'Orders that are not posted yet and contain this product',
    },
    {
      id: 'validFrom',
      header: 'For orders from',
      kind: 'date',
      width: 112,
      filter: { by: 'validFrom', kind: 'date' },
      text: (row) => (row.saved?.validFrom ? formatDate(row.saved.validFrom) : ''),
      hint: () => 'First date of the orders the mapping is for; empty = all of them',
    },
    {
      id: 'barcode',
      header: 'Barcode',
      kind: 'code',
      width: 126,
      filter: { by: 'barcode', kind: 'id' },
      text: (row) =>
        options
          .componentsOf(row)
          .flatMap((one) => one.barcodes)
          .join(', '),
      hint: () => 'Barcodes of the item in Stokly',
    },
    {
      id: 'id',
      header: 'ID',
      kind: 'code',
      width: 188,
      filter: { by: 'id', kind: 'id' },
      text: (row) => row.skuId,
      hint: (row) => row.skuId,
    },
  ];
}

/** The columns as far as their filters go: they do not depend on what is chosen. */
export const filterColumns = productColumns({
  ledgerId: null,
  counts: {},
  componentsOf: (row) => row.components,
  isEdited: () => false,
  onEdit: () => undefined,
  onFill: () => undefined,
  onComponents: () => undefined,
  onAlike: () => undefined,
});

function toChoices(counts: Partial<Record<MappingStatus, number>>): FilterChoice[] {
  return mappingStatuses.map((value) => ({
    value,
    label: mappingLooks[value].label,
    count: counts[value] ?? null,
  }));
}
