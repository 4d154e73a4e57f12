import { SelectField } from '../../widgets/field.tsx';
import { ItemField, type SectionProps } from './shared.tsx';

const places = [
  { value: 'insideLine', label: 'Inside the line of the goods' },
  { value: 'ownLine', label: 'On a line of its own' },
];

export function DiscountFields({ draft, set, problems }: SectionProps) {
  return (
    <>
      <SelectField
        label="Seller’s discount"
        hint="It lowers the invoice. On its own line: goods at list price, and one negative line."
        value={draft.discountPlace}
        options={places}
        onChange={(value) => set({ discountPlace: value === 'ownLine' ? 'ownLine' : 'insideLine' })}
      />
      {draft.discountPlace === 'ownLine' && (
        <ItemField
          ledgerId={draft.ledgerId}
          label="Item for the seller’s discount"
          hint="The negative line."
          problem={problems.get('discountItem')}
          chosen={draft.discountItem}
          make={{ code: 'TIKTOK-DISCOUNT', name: 'Seller discount' }}
          onChange={(discountItem) => set({ discountItem })}
        />
      )}
      <SelectField
        label="TikTok’s discount (voucher)"
        hint="TikTok pays it to the shop: it never lowers the invoice. On its own line: goods at what the buyer paid, plus what TikTok pays."
        value={draft.voucherPlace}
        options={places}
        onChange={(value) => set({ voucherPlace: value === 'ownLine' ? 'ownLine' : 'insideLine' })}
      />
      {draft.voucherPlace === 'ownLine' && (
        <ItemField
          ledgerId={draft.ledgerId}
          label="Item for TikTok’s discount"
          hint="The positive line that TikTok pays."
          problem={problems.get('voucherItem')}
          chosen={draft.voucherItem}
          make={{ code: 'TIKTOK-VOUCHER', name: 'Discount paid by TikTok' }}
          onChange={(voucherItem) => set({ voucherItem })}
        />
      )}
      <p className="field-hint whole-row">
        Example: list price 20.00, seller’s discount 2.00, TikTok’s discount 1.00. The invoice is 18.00, and
        so is the settlement’s revenue.
      </p>
    </>
  );
}
