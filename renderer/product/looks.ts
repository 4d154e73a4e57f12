import type { ProductRow } from '../../app/contract/products.ts';
import { look, type StatusLook } from '../widgets/status.tsx';

export type MappingStatus = ProductRow['status'];

export const mappingLooks: Readonly<Record<MappingStatus, StatusLook>> = {
  sameCode: look('done', 'Exists in Stokly'),
  mapped: look('done', 'Mapped', 'link'),
  notMapped: look('attention', 'Not mapped'),
  itemInactive: look('failed', 'Item inactive'),
  skuChanged: look('attention', 'SKU changed since mapping', 'refresh'),
};

export const mappingStatuses: readonly MappingStatus[] = [
  'notMapped',
  'skuChanged',
  'itemInactive',
  'mapped',
  'sameCode',
];

/** What to do about a row, short enough for a column; empty where nothing is. */
export function wayOutOf(row: ProductRow): string {
  switch (row.status) {
    case 'notMapped':
      if (row.sellerSku.trim() === '') return 'No seller SKU: choose an item';
      return row.isBundle ? 'Parts without an item: choose' : 'No such item: choose one';
    case 'itemInactive':
      return 'Inactive item: choose another';
    case 'skuChanged':
      return `Was ${row.saved?.sellerSku || 'empty'}: post to keep`;
    default:
      return '';
  }
}

/** Why a row has its status and the way out of it, in full; empty where nothing is to be done. */
export function reasonOf(row: ProductRow): string {
  switch (row.status) {
    case 'notMapped':
      if (row.sellerSku.trim() === '') return 'It has no seller SKU on TikTok Shop. Choose an item.';
      return row.isBundle
        ? `No item has the code ${row.sellerSku}, and not every part has one. Choose the items.`
        : `No item in Stokly has the code ${row.sellerSku}. Choose one.`;
    case 'itemInactive': {
      const codes = row.inactive.map((one) => one.itemCode).join(', ');
      return `${codes} ${row.inactive.length === 1 ? 'is' : 'are'} inactive in Stokly. Choose another item, or make it active there and fetch again.`;
    }
    case 'skuChanged':
      return `It was mapped when its seller SKU was ${row.saved?.sellerSku || 'empty'}. Tick and post to keep the item, or choose another.`;
    default:
      return '';
  }
}
