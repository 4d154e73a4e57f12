import type { ReactNode } from 'react';
import { ActionFields } from './section-actions.tsx';
import { DiscountFields } from './section-discounts.tsx';
import { AdjustmentFields, FeeFields } from './section-fees.tsx';
import { ItemFields } from './section-items.tsx';
import { NumberFields, TaxFields } from './section-numbers.tsx';
import { PlaceFields } from './section-places.tsx';
import { TextFields } from './section-texts.tsx';
import type { SectionProps } from './shared.tsx';

interface Section {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** Whether a problem of this field is told here. */
  readonly owns: (field: string) => boolean;
  readonly Fields: (props: SectionProps) => ReactNode;
}

const oneOf =
  (...fields: readonly string[]) =>
  (field: string) =>
    fields.includes(field);

/** The settings in the order in which a bookkeeper sets up a shop. */
export const sections: readonly Section[] = [
  {
    id: 'places',
    name: 'Where it is booked',
    about: 'Customer, channel and accounts in the ledger.',
    owns: oneOf('customer', 'ledgerChannel', 'location', 'clearingMethod', 'feeMethod'),
    Fields: PlaceFields,
  },
  {
    id: 'items',
    name: 'Items',
    about: 'Service items of the ledger that lines are booked to when they are no goods.',
    owns: oneOf('adjustmentItem', 'feeItem', 'refundItem', 'shippingItem'),
    Fields: ItemFields,
  },
  {
    id: 'discounts',
    name: 'Discounts, vouchers',
    about: 'Where discounts are seen on the invoice. Its total is the same whatever is chosen.',
    owns: oneOf('discountItem', 'voucherItem'),
    Fields: DiscountFields,
  },
  {
    id: 'fees',
    name: 'Fees',
    about: 'How the marketplace’s fees are booked, and what is different for single ones.',
    owns: oneOf('feeRules'),
    Fields: FeeFields,
  },
  {
    id: 'adjustments',
    name: 'Adjustments',
    about: 'What counts as an adjustment, and the item of each type.',
    owns: oneOf('adjustmentItems'),
    Fields: AdjustmentFields,
  },
  {
    id: 'tax',
    name: 'Tax',
    about: 'The tax contained in the prices of the shop.',
    owns: oneOf('tax'),
    Fields: TaxFields,
  },
  {
    id: 'numbers',
    name: 'Dates and numbers',
    about: 'Time zone, first date and numbers of documents.',
    owns: oneOf('timeZone', 'invoiceFrom', 'numberPrefix'),
    Fields: NumberFields,
  },
  {
    id: 'actions',
    name: 'What Post does',
    about: 'When an invoice is made, and what Post makes of orders in each status.',
    owns: () => false,
    Fields: ActionFields,
  },
  {
    id: 'texts',
    name: 'Texts',
    about: 'Descriptions of documents. Names in braces are filled in.',
    owns: (field) => field.startsWith('texts'),
    Fields: TextFields,
  },
];
