import { SelectField } from '../../widgets/field.tsx';
import { CustomerPicker } from './customer-picker.tsx';
import { MethodSelect, type SectionProps, withNone } from './shared.tsx';

export function PlaceFields({ shop, draft, set, choices, problems }: SectionProps) {
  const { ledgerChannel, location } = draft;
  return (
    <>
      <CustomerPicker
        shop={shop}
        ledgerId={draft.ledgerId}
        customer={draft.customer}
        problem={problems.get('customer')}
        onChange={(customer) => set({ customer })}
      />
      <SelectField
        label="Channel"
        hint="The sales channel that orders of this shop belong to."
        problem={problems.get('ledgerChannel')}
        value={ledgerChannel?.channelId ?? ''}
        options={withNone(
          choices?.channels,
          ledgerChannel && { id: ledgerChannel.channelId, name: ledgerChannel.name },
        )}
        onChange={(channelId) => {
          const found = choices?.channels.find(({ id }) => id === channelId);
          if (channelId === ledgerChannel?.channelId) return;
          set({ ledgerChannel: found ? { channelId, name: found.name } : null });
        }}
      />
      <SelectField
        label="Location"
        hint="Where the goods leave from. Optional: nothing is blocked without it."
        problem={problems.get('location')}
        value={location?.locationId ?? ''}
        options={withNone(choices?.locations, location && { id: location.locationId, name: location.name })}
        onChange={(locationId) => {
          const found = choices?.locations.find(({ id }) => id === locationId);
          if (locationId === location?.locationId) return;
          set({ location: found ? { locationId, name: found.name } : null });
        }}
      />
      <MethodSelect
        label="Payment method of the clearing account"
        hint="Settlements are paid into it; withdrawals move the money on to the bank."
        problem={problems.get('clearingMethod')}
        chosen={draft.clearingMethod}
        methods={choices?.paymentMethods}
        onChange={(clearingMethod) => set({ clearingMethod })}
      />
      <MethodSelect
        label="Payment method for fees"
        hint="Pays the fees of invoices that are made when their money arrives."
        problem={problems.get('feeMethod')}
        chosen={draft.feeMethod}
        methods={choices?.paymentMethods}
        onChange={(feeMethod) => set({ feeMethod })}
      />
    </>
  );
}
