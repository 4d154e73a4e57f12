import { useState } from 'react';
import type { ShopView } from '../../../app/contract/accounts.ts';
import type { Output } from '../../../app/contract/api.ts';
import { useCommand } from '../../data/use-command.ts';
import { Button } from '../../widgets/button.tsx';
import { type Option, SelectField } from '../../widgets/field.tsx';
import { Icon } from '../../widgets/icons.tsx';
import { ItemPicker } from '../../widgets/item-picker.tsx';
import type { ItemChoice, ProfileDraft } from './profile-draft.ts';

export interface SectionProps {
  readonly shop: ShopView;
  readonly draft: ProfileDraft;
  readonly set: (change: Partial<ProfileDraft>) => void;
  readonly choices: Output<'ledgers.choices'> | undefined;
  /** What is missing or wrong, by field. */
  readonly problems: ReadonlyMap<string, string>;
}

type Method = Output<'ledgers.choices'>['paymentMethods'][number];

export function MethodSelect(props: {
  label: string;
  hint?: string;
  problem?: string | undefined;
  chosen: Method | null;
  methods: readonly Method[] | undefined;
  none?: string;
  onChange: (method: Method | null) => void;
}) {
  const { chosen } = props;
  const named = props.methods?.map(({ code, name }) => ({ id: String(code), name }));
  return (
    <SelectField
      label={props.label}
      hint={props.hint}
      problem={props.problem}
      value={chosen ? String(chosen.code) : ''}
      options={withNone(named, chosen ? { id: String(chosen.code), name: chosen.name } : null, props.none)}
      onChange={(id) => {
        const found = props.methods?.find(({ code }) => String(code) === id);
        // What is chosen now stays a choice even when the ledger no longer lists it.
        props.onChange(found ?? (chosen && String(chosen.code) === id ? chosen : null));
      }}
    />
  );
}

/** A type-ahead over the ledger's items with what it is for; what does not exist yet is made in the ledger. */
export function ItemField(props: {
  ledgerId: string;
  label: string;
  hint: string;
  problem?: string | undefined;
  chosen: ItemChoice | null;
  /** Code and name of the item to make. */
  make?: { readonly code: string; readonly name: string };
  onChange: (item: ItemChoice | null) => void;
}) {
  const command = useCommand();
  const [busy, setBusy] = useState(false);
  const { chosen, make, problem } = props;
  const makeOne = async () => {
    if (!make) return;
    setBusy(true);
    const made = await command('items.make', { ledgerId: props.ledgerId, ...make });
    setBusy(false);
    if (made) props.onChange(made.item);
  };
  return (
    <div className="field">
      <div className="with-button">
        <ItemPicker
          // The box holds its own text: another choice from outside (made, copied) needs a new box.
          key={chosen?.itemId ?? ''}
          ledgerId={props.ledgerId}
          label={props.label}
          code={chosen?.code ?? ''}
          onPick={props.onChange}
          onClear={() => props.onChange(null)}
        />
        {make && !chosen && (
          <Button
            onClick={() => void makeOne()}
            label={`Make ${make.code} for ${props.label}`}
            disabledBecause={busy ? 'The ledger is being asked' : null}
          >
            Make one
          </Button>
        )}
      </div>
      {problem === undefined ? (
        <span className="field-hint">{chosen ? `${chosen.name}. ${props.hint}` : props.hint}</span>
      ) : (
        <span className="field-problem">
          <Icon name="alert" size={13} /> {problem}
        </span>
      )}
    </div>
  );
}

interface NamedChoice {
  readonly id: string;
  readonly name: string;
}

/** Options with "not chosen" first. What is chosen now stays an option, even when the ledger does not list it. */
export function withNone(
  choices: readonly NamedChoice[] | undefined,
  chosen: NamedChoice | null,
  none = 'Not chosen',
): Option[] {
  const options = (choices ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isListed = chosen === null || options.some((option) => option.value === chosen.id);
  const gone = choices === undefined ? '' : ' (no longer in the ledger)';
  const kept = isListed ? [] : [{ value: chosen.id, label: `${chosen.name}${gone}` }];
  return [{ value: '', label: none }, ...options, ...kept];
}
