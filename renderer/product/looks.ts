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

export const mappingHints: Readonly<Record<MappingStatus, string>> = {
  sameCode: 'An item with the code of the seller SKU exists: nothing to do.',
  mapped: 'Stands for the item chosen here.',
  notMapped: 'Choose the stock item this SKU stands for.',
  itemInactive: 'The item is inactive in Stokly: choose another one, or make it active there.',
  skuChanged:
    'The seller SKU is another one than when this was mapped: tick and post to keep the item, or choose another.',
};
