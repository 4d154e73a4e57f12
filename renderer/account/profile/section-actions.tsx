import { orderStatuses } from '../../../app/domain/orders.ts';
import { orderStatusNames } from '../../orders/looks.ts';
import { type Option, SelectField } from '../../widgets/field.tsx';
import type { SectionProps } from './shared.tsx';

const actions: readonly Option[] = [
  { value: 'skip', label: 'Skip' },
  { value: 'order', label: 'Sales order' },
  { value: 'invoice', label: 'Invoice' },
];

const hints: Readonly<Record<(typeof orderStatuses)[number], string>> = {
  unpaid: 'May never be paid.',
  pending: 'Paid, not sent yet: may be cancelled.',
  inTransit: 'On its way: may come back.',
  delivered: 'A sale.',
  completed: 'A sale that can no longer be returned.',
  cancelled: 'No sale. The arrow beside Post still allows it.',
};

export function ActionFields({ draft, set }: SectionProps) {
  return (
    <>
      <SelectField
        label="Invoice is made"
        hint={
          draft.invoiceTiming === 'onSettlement'
            ? 'Post makes a sales order; its invoice comes with the settlement, already paid.'
            : 'The invoice is open until the settlement pays it.'
        }
        value={draft.invoiceTiming}
        options={[
          { value: 'onPost', label: 'When the order is posted' },
          { value: 'onSettlement', label: 'When its money arrives' },
        ]}
        onChange={(value) => set({ invoiceTiming: value === 'onSettlement' ? 'onSettlement' : 'onPost' })}
      />
      <div className="profile-fields whole-row">
        {orderStatuses.map((status) => (
          <SelectField
            key={status}
            label={orderStatusNames[status]}
            hint={hints[status]}
            value={draft.defaultActions[status]}
            options={actions}
            onChange={(value) => {
              const action = value === 'invoice' || value === 'order' ? value : 'skip';
              set({ defaultActions: { ...draft.defaultActions, [status]: action } });
            }}
          />
        ))}
      </div>
    </>
  );
}
