import { CheckField } from '../../widgets/field.tsx';
import { ItemField, type SectionProps } from './shared.tsx';

const items = [
  {
    field: 'adjustmentItem',
    label: 'Item for adjustments',
    hint: 'Lines of the day’s “Tiktok Adjustment”.',
    code: 'TIKTOK-ADJ',
    name: 'TikTok Shop adjustment',
  },
  {
    field: 'feeItem',
    label: 'Item for fees',
    hint: 'Fee lines of an invoice; unknown fees come here too.',
    code: 'TIKTOK-FEE',
    name: 'TikTok Shop fee',
  },
  {
    field: 'refundItem',
    label: 'Item for refunds',
    hint: 'Lines of credit notes.',
    code: 'TIKTOK-REFUND',
    name: 'TikTok Shop refund',
  },
  {
    field: 'shippingItem',
    label: 'Item for shipping',
    hint: 'Used only when shipping is on the invoice.',
    code: 'TIKTOK-SHIPPING',
    name: 'TikTok Shop shipping',
  },
] as const;

export function ItemFields({ draft, set, problems }: SectionProps) {
  return (
    <>
      {items.map(({ field, label, hint, code, name }) => (
        <ItemField
          key={field}
          ledgerId={draft.ledgerId}
          label={label}
          hint={hint}
          problem={problems.get(field)}
          chosen={draft[field]}
          make={{ code, name }}
          onChange={(item) => set({ [field]: item })}
        />
      ))}
      <div className="whole-row">
        <CheckField
          label="Shipping the buyer paid is on the invoice"
          checked={draft.shippingOnInvoice}
          onChange={(shippingOnInvoice) => set({ shippingOnInvoice })}
        />
        <p className="field-hint">
          Off: the settlement’s revenue is goods only, and shipping is among its fees. On: the invoice is
          higher than the revenue, and the difference is held until it is decided.
        </p>
      </div>
    </>
  );
}
