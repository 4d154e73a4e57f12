import { type ReactNode, useId } from 'react';
import { useQuery } from '../../data/use-query.ts';
import { Button } from '../../widgets/button.tsx';
import { SelectField, TextField } from '../../widgets/field.tsx';
import { Icon } from '../../widgets/icons.tsx';
import { ItemPicker } from '../../widgets/item-picker.tsx';
import { type AdjustmentDraft, type FeeDraft, nextRow } from './profile-draft.ts';
import { MethodSelect, type SectionProps } from './shared.tsx';

export function FeeFields({ shop, draft, set, choices, problems }: SectionProps) {
  const { data } = useQuery('profiles.names', { shopId: shop.shopId });
  const change = (index: number, part: Partial<FeeDraft>) =>
    set({ feeRules: draft.feeRules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)) });
  const asLines = draft.feeTreatment === 'invoiceLines';
  const bornPaid = draft.invoiceTiming === 'onSettlement' && !asLines;
  return (
    <>
      <SelectField
        label="Marketplace fees"
        hint={
          asLines
            ? 'The invoice shrinks to what is paid out, as in SQL Account.'
            : 'The invoice stays at what was sold; fees are told in the knock-off.'
        }
        value={draft.feeTreatment}
        options={[
          { value: 'deductions', label: 'Deducted from the payment' },
          { value: 'invoiceLines', label: 'Lines on the invoice (SQL Account)' },
        ]}
        onChange={(value) => set({ feeTreatment: value === 'invoiceLines' ? 'invoiceLines' : 'deductions' })}
      />
      <RuleList
        title="Single fees"
        empty="All fees follow the rule above: item for fees, name as in the file."
        problem={problems.get('feeRules')}
        add={{
          label: 'Add a fee',
          onAdd: () =>
            set({
              feeRules: [
                ...draft.feeRules,
                { row: nextRow(draft.feeRules), feeName: '', item: null, deductionName: '', method: null },
              ],
            }),
        }}
        rows={draft.feeRules}
        render={(rule, index) => (
          <>
            <NameBox
              label="Fee"
              value={rule.feeName}
              known={data?.fees ?? []}
              onChange={(feeName) => change(index, { feeName })}
            />
            <ItemPicker
              key={rule.item?.itemId ?? ''}
              ledgerId={draft.ledgerId}
              label="Item of its line"
              code={rule.item?.code ?? ''}
              placeholder={draft.feeItem?.code ?? 'As all fees'}
              onPick={(item) => change(index, { item })}
              onClear={() => change(index, { item: null })}
            />
            <TextField
              label="Called"
              value={rule.deductionName}
              placeholder="As in the file"
              onChange={(deductionName) => change(index, { deductionName: deductionName.slice(0, 100) })}
            />
            {bornPaid && (
              <MethodSelect
                label="Paid by"
                chosen={rule.method}
                methods={choices?.paymentMethods}
                none="As all fees"
                onChange={(method) => change(index, { method })}
              />
            )}
          </>
        )}
        onRemove={(index) => set({ feeRules: draft.feeRules.filter((_, at) => at !== index) })}
      />
    </>
  );
}

export function AdjustmentFields({ shop, draft, set, problems }: SectionProps) {
  const { data } = useQuery('profiles.names', { shopId: shop.shopId });
  const change = (index: number, part: Partial<AdjustmentDraft>) =>
    set({
      adjustmentItems: draft.adjustmentItems.map((rule, at) => (at === index ? { ...rule, ...part } : rule)),
    });
  return (
    <>
      <SelectField
        label="A row is an adjustment"
        hint={
          draft.adjustmentRule === 'startsWith7'
            ? 'Ads deductions have IDs that start with 35: with this rule they keep their day from being posted.'
            : 'Every row of the settlement whose type is not Order.'
        }
        value={draft.adjustmentRule}
        options={[
          { value: 'byType', label: 'By its type (recommended)' },
          { value: 'startsWith7', label: 'When its ID starts with 7 (SQL Account)' },
        ]}
        onChange={(value) => set({ adjustmentRule: value === 'startsWith7' ? 'startsWith7' : 'byType' })}
      />
      <RuleList
        title="Items by type"
        empty={`All types go to ${draft.adjustmentItem?.code ?? 'the item for adjustments'}.`}
        problem={problems.get('adjustmentItems')}
        add={{
          label: 'Add a type',
          onAdd: () =>
            set({
              adjustmentItems: [
                ...draft.adjustmentItems,
                { row: nextRow(draft.adjustmentItems), typeName: '', item: null },
              ],
            }),
        }}
        rows={draft.adjustmentItems}
        render={(rule, index) => (
          <>
            <NameBox
              label="Type"
              value={rule.typeName}
              known={data?.adjustmentTypes ?? []}
              onChange={(typeName) => change(index, { typeName })}
            />
            <ItemPicker
              key={rule.item?.itemId ?? ''}
              ledgerId={draft.ledgerId}
              label="Item"
              code={rule.item?.code ?? ''}
              onPick={(item) => change(index, { item })}
              onClear={() => change(index, { item: null })}
            />
          </>
        )}
        onRemove={(index) => set({ adjustmentItems: draft.adjustmentItems.filter((_, at) => at !== index) })}
      />
    </>
  );
}

/** Rows that differ from the rule above them. */
function RuleList<Row extends { readonly row: number }>(props: {
  title: string;
  empty: string;
  problem: string | undefined;
  add: { label: string; onAdd: () => void };
  rows: readonly Row[];
  render: (row: Row, index: number) => ReactNode;
  onRemove: (index: number) => void;
}) {
  return (
    <section className="rule-list whole-row" aria-label={props.title}>
      <h4>{props.title}</h4>
      {props.rows.length === 0 && <p className="field-hint">{props.empty}</p>}
      {props.rows.map((row, index) => (
        <fieldset key={row.row} className="rule-row" aria-label={`Row ${index + 1}`}>
          {props.render(row, index)}
          <Button kind="quiet" label={`Remove row ${index + 1}`} onClick={() => props.onRemove(index)}>
            Remove
          </Button>
        </fieldset>
      ))}
      {props.problem !== undefined && (
        <p className="field-problem">
          <Icon name="alert" size={13} /> {props.problem}
        </p>
      )}
      <div>
        <Button small icon="plus" onClick={props.add.onAdd}>
          {props.add.label}
        </Button>
      </div>
    </section>
  );
}

/** A name as settlement files give it: those seen so far are offered, another one may be typed. */
function NameBox(props: {
  label: string;
  value: string;
  known: readonly string[];
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        list={`${id}-known`}
        value={props.value}
        maxLength={200}
        placeholder="Name in the settlement file"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <datalist id={`${id}-known`}>
        {props.known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
