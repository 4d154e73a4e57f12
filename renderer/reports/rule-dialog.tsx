import { useState } from 'react';
import type { RateCardView } from '../../app/contract/fees.ts';
import { parseCurrency } from '../../app/domain/money.ts';
import { parseTypedAmount } from '../tie-out/typed-amount.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { SelectField, TextField } from '../widgets/field.tsx';
import {
  datePattern,
  formatAmount,
  formatDate,
  formatPercent,
  parseDateInput,
  parsePercent,
} from '../widgets/format.ts';
import { useSending } from '../widgets/use-sending.ts';
import type { EnteredRule } from './use-rules.ts';

type Rule = RateCardView['rule'];
type Kind = Rule['kind'];

const kinds: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'rate', label: 'Percent of the goods' },
  { value: 'flat', label: 'Fixed amount an order' },
  { value: 'varies', label: 'Varies: expect nothing' },
];

function valueText(rule: Rule | undefined, currency: string): string {
  if (rule?.kind === 'rate') return formatPercent(rule.basisPoints);
  return rule?.kind === 'flat' ? formatAmount(0 - rule.amountMinor, currency) : '';
}

/** What a fee costs from a date on, as agreed with TikTok Shop. */
export function RuleDialog(props: {
  names: readonly string[];
  currency: string;
  start: RateCardView | null;
  onSave: (rule: EnteredRule) => Promise<boolean>;
  onClose: () => void;
}) {
  const { start, names } = props;
  const [name, setName] = useState(start?.name ?? names[0] ?? '');
  const [date, setDate] = useState(start ? formatDate(start.from) : '');
  const [kind, setKind] = useState<Kind>(start?.rule.kind ?? 'rate');
  const [value, setValue] = useState(valueText(start?.rule, props.currency));
  const currency = parseCurrency(props.currency);
  const from = parseDateInput(date);
  const rule = readRule();
  function readRule(): Rule | null {
    if (kind === 'varies') return { kind };
    if (kind === 'rate') {
      const basisPoints = parsePercent(value);
      return basisPoints === null ? null : { kind, basisPoints };
    }
    const minor = currency && parseTypedAmount(value, currency);
    // A charge is negative in the books, as in the file.
    return minor === null ? null : { kind, amountMinor: 0 - minor };
  }
  const { submit, told } = useSending(
    () => from !== null && rule !== null && name !== '' && props.onSave({ name, from, rule }),
    props.onClose,
  );
  return (
    <Dialog
      title="Enter what a fee costs"
      holds
      onClose={props.onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Enter
          </Button>
        </>
      }
    >
      <SelectField
        label="Fee"
        value={name}
        options={names.map((one) => ({ value: one, label: one }))}
        onChange={setName}
      />
      <TextField
        label="From"
        hint="The first settled date it counts for. It stands before what was learned."
        value={date}
        placeholder={datePattern()}
        problem={told(from === null, `Write a date as ${datePattern()} or YYYY-MM-DD`)}
        onChange={setDate}
      />
      <SelectField
        label="How it is charged"
        value={kind}
        options={kinds}
        onChange={(next) => {
          setKind(kinds.find((one) => one.value === next)?.value ?? 'rate');
          setValue('');
        }}
      />
      {kind !== 'varies' && (
        <TextField
          label={
            kind === 'rate' ? 'Percent of the goods after seller discounts' : `Amount in ${props.currency}`
          }
          value={value}
          problem={told(
            rule === null,
            kind === 'rate'
              ? `Write a percentage from 0 to 100, such as ${formatPercent(950)}`
              : `Write an amount such as ${formatAmount(50, props.currency)}`,
          )}
          onChange={setValue}
        />
      )}
    </Dialog>
  );
}
