import { useState } from 'react';
import { parseCurrency } from '../../app/domain/money.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatMoney } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { parseTypedAmount } from './typed-amount.ts';

/** What TikTok Shop held before the first date of the books; asked for when more was withdrawn than was earned. */
export function OpeningField(props: {
  currency: string;
  openingMinor: number;
  missingMinor: number;
  onSave: (amountMinor: number) => void;
}) {
  const { openingMinor, missingMinor, onSave } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const currency = parseCurrency(props.currency);
  const text = draft ?? formatAmount(openingMinor, props.currency);
  const amountMinor = currency && parseTypedAmount(text, currency);
  const save = (minor: number) => {
    setDraft(null);
    if (minor !== openingMinor) onSave(minor);
  };
  const why =
    amountMinor === null
      ? `Write an amount such as ${formatAmount(123450, props.currency)}`
      : amountMinor === openingMinor
        ? 'This amount is in the books'
        : null;
  return (
    <form
      className="opening"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (why === null && amountMinor !== null) save(amountMinor);
      }}
    >
      <label
        className="inline-field"
        title="What TikTok Shop held for the shop before the first date of the books"
      >
        Opening balance
        <input
          className="input right figures"
          value={text}
          maxLength={24}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={amountMinor === null || undefined}
          onChange={(event) => setDraft(event.target.value)}
        />
      </label>
      <Button type="submit" disabledBecause={why}>
        Save
      </Button>
      {missingMinor > 0 && (
        <span className="opening-hint tone-attention" role="status">
          <Icon name="alert" size={14} />
          {formatMoney(missingMinor, props.currency)} more was withdrawn than the books know to be earned: it
          comes from before the first date.
          <Button small onClick={() => save(openingMinor + missingMinor)}>
            Set {formatMoney(openingMinor + missingMinor, props.currency)}
          </Button>
        </span>
      )}
    </form>
  );
}
