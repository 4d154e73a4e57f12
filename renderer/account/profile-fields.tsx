import type { ReactNode } from 'react';
import type { Output } from '../../app/contract/api.ts';
import { orderStatuses } from '../../app/domain/orders.ts';
import { orderStatusNames } from '../orders/looks.ts';
import { CheckField, type Option, SelectField, TextField } from '../widgets/field.tsx';
import { ItemPicker } from '../widgets/item-picker.tsx';
import type { ProfileDraft } from './profile-draft.ts';

interface ProfileFieldsProps {
  readonly draft: ProfileDraft;
  readonly onChange: (draft: ProfileDraft) => void;
  readonly choices: Output<'ledgers.choices'> | undefined;
  /** What is missing or wrong, by field. */
  readonly problems: ReadonlyMap<string, string>;
}

const notChosen: Option = { value: '', label: 'Not chosen' };
const actions: readonly Option[] = [
  { value: 'skip', label: 'Skip' },
  { value: 'order', label: 'Sales order' },
  { value: 'invoice', label: 'Invoice' },
];

export function ProfileFields({ draft, onChange, choices, problems }: ProfileFieldsProps) {
  const set = (change: Partial<ProfileDraft>) => onChange({ ...draft, ...change });
  const shared = { draft, set, choices, problems };
  return (
    <>
      <Group title="Where it is booked">
        <TextField
          label="Customer"
          value={draft.customerName}
          problem={problems.get('customer')}
          onChange={(customerName) => set({ customerName })}
        />
        <TextField
          label="Customer ID in Stokly"
          value={draft.customerId}
          onChange={(customerId) => set({ customerId })}
        />
        <SelectField
          label="Channel"
          problem={problems.get('ledgerChannel')}
          value={draft.ledgerChannel?.channelId ?? ''}
          options={withNone(choices?.channels, draft.ledgerChannel?.channelId, draft.ledgerChannel?.name)}
          onChange={(channelId) => {
            const found = choices?.channels.find(({ id }) => id === channelId);
            set({ ledgerChannel: found ? { channelId, name: found.name } : null });
          }}
        />
        <SelectField
          label="Location"
          problem={problems.get('location')}
          value={draft.location?.locationId ?? ''}
          options={withNone(choices?.locations, draft.location?.locationId, draft.location?.name)}
          onChange={(locationId) => {
            const found = choices?.locations.find(({ id }) => id === locationId);
            set({ location: found ? { locationId, name: found.name } : null });
          }}
        />
        <MethodField {...shared} label="Payment method of the clearing account" field="clearingMethod" />
        <MethodField {...shared} label="Payment method for fees" field="feeMethod" />
      </Group>
      <Group title="Items">
        <ItemField {...shared} label="Item for adjustments" field="adjustmentItem" />
        <ItemField {...shared} label="Item for fees" field="feeItem" />
        <ItemField {...shared} label="Item for refunds" field="refundItem" />
        <ItemField {...shared} label="Item for shipping" field="shippingItem" />
        <CheckField
          label="Shipping the buyer paid is on the invoice"
          checked={draft.shippingOnInvoice}
          onChange={(shippingOnInvoice) => set({ shippingOnInvoice })}
        />
      </Group>
      <TaxGroup {...shared} />
      <MethodGroup {...shared} />
      <Group title="What Post does with each status">
        {orderStatuses.map((status) => (
          <SelectField
            key={status}
            label={orderStatusNames[status]}
            value={draft.defaultActions[status]}
            options={actions}
            onChange={(value) => {
              const action = value === 'invoice' || value === 'order' ? value : 'skip';
              set({ defaultActions: { ...draft.defaultActions, [status]: action } });
            }}
          />
        ))}
      </Group>
    </>
  );
}

type Shared = Omit<ProfileFieldsProps, 'onChange'> & { set: (change: Partial<ProfileDraft>) => void };

function TaxGroup({ draft, set, problems }: Shared) {
  return (
    <Group title="Tax and dates">
      <SelectField
        label="Tax"
        value={draft.taxMode}
        options={[
          { value: 'none', label: 'None' },
          { value: 'inclusive', label: 'Prices include tax' },
        ]}
        onChange={(value) => set({ taxMode: value === 'inclusive' ? 'inclusive' : 'none' })}
      />
      {draft.taxMode === 'inclusive' && (
        <>
          <TextField
            label="Tax rate, %"
            value={draft.taxPercent}
            problem={problems.get('tax')}
            onChange={(taxPercent) => set({ taxPercent })}
          />
          <TextField label="Name of the tax" value={draft.taxName} onChange={(taxName) => set({ taxName })} />
        </>
      )}
      <TextField
        label="Time zone of business dates"
        value={draft.timeZone}
        problem={problems.get('timeZone')}
        onChange={(timeZone) => set({ timeZone })}
      />
      <TextField
        label="Invoice orders from"
        hint="Older orders are never posted."
        placeholder="YYYY-MM-DD"
        value={draft.invoiceFromText}
        problem={problems.get('invoiceFrom')}
        onChange={(invoiceFromText) => set({ invoiceFromText })}
      />
      <TextField
        label="Prefix of invoice numbers"
        hint="Put before the order ID."
        value={draft.numberPrefix}
        problem={problems.get('numberPrefix')}
        onChange={(numberPrefix) => set({ numberPrefix })}
      />
    </Group>
  );
}

function MethodGroup({ draft, set }: Shared) {
  return (
    <Group title="How it is booked">
      <SelectField
        label="Invoice is made"
        value={draft.invoiceTiming}
        options={[
          { value: 'onPost', label: 'When the order is posted' },
          { value: 'onSettlement', label: 'When its money arrives' },
        ]}
        onChange={(value) => set({ invoiceTiming: value === 'onSettlement' ? 'onSettlement' : 'onPost' })}
      />
      <SelectField
        label="Marketplace fees"
        value={draft.feeTreatment}
        options={[
          { value: 'deductions', label: 'Deducted from the payment' },
          { value: 'invoiceLines', label: 'Lines on the invoice (SQL Account)' },
        ]}
        onChange={(value) => set({ feeTreatment: value === 'invoiceLines' ? 'invoiceLines' : 'deductions' })}
      />
      <SelectField
        label="A row is an adjustment"
        hint={
          draft.adjustmentRule === 'startsWith7'
            ? 'Ads deductions have IDs that start with 35: with this rule they keep their day from being posted.'
            : undefined
        }
        value={draft.adjustmentRule}
        options={[
          { value: 'byType', label: 'By its type (recommended)' },
          { value: 'startsWith7', label: 'When its ID starts with 7 (SQL Account)' },
        ]}
        onChange={(value) => set({ adjustmentRule: value === 'startsWith7' ? 'startsWith7' : 'byType' })}
      />
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function MethodField(props: Shared & { label: string; field: 'clearingMethod' | 'feeMethod' }) {
  const { draft, field, choices } = props;
  const chosen = draft[field];
  const methods = choices?.paymentMethods.map(({ code, name }) => ({ id: String(code), name }));
  return (
    <SelectField
      label={props.label}
      problem={props.problems.get(field)}
      value={chosen ? String(chosen.code) : ''}
      options={withNone(methods, chosen ? String(chosen.code) : undefined, chosen?.name)}
      onChange={(id) =>
        props.set({ [field]: choices?.paymentMethods.find(({ code }) => String(code) === id) ?? null })
      }
    />
  );
}

type ItemField = 'adjustmentItem' | 'feeItem' | 'refundItem' | 'shippingItem';

function ItemField(props: Shared & { label: string; field: ItemField }) {
  const { draft, field } = props;
  const chosen = draft[field];
  const problem = props.problems.get(field);
  return (
    <div className="field">
      <ItemPicker
        ledgerId={draft.ledgerId}
        label={props.label}
        code={chosen?.code ?? ''}
        onPick={(item) => props.set({ [field]: item })}
        onClear={() => props.set({ [field]: null })}
      />
      {problem ? (
        <span className="field-problem">{problem}</span>
      ) : (
        <span className="field-hint">{chosen?.name}</span>
      )}
    </div>
  );
}

interface NamedChoice {
  readonly id: string;
  readonly name: string;
}

/** Options with "not chosen" first. What is chosen now stays an option, even when the ledger does not list it. */
function withNone(
  choices: readonly NamedChoice[] | undefined,
  chosenId: string | undefined,
  chosenName: string | undefined,
): Option[] {
  const options = (choices ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isListed = chosenId === undefined || options.some((option) => option.value === chosenId);
  const kept = isListed ? [] : [{ value: chosenId ?? '', label: chosenName ?? chosenId ?? '' }];
  return [notChosen, ...options, ...kept];
}
