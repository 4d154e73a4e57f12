import { useState } from 'react';
import { parseCurrency } from '../../app/domain/money.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';
import { datePattern, formatAmount, formatDate, parseDateInput } from '../widgets/format.ts';
import { useSending } from '../widgets/use-sending.ts';
import { parseTypedAmount } from './typed-amount.ts';

/** A bank line entered by hand. Opens with the date and amount of the withdrawal that waits for one. */
export function LineDialog(props: {
  currency: string;
  start: { readonly bookedOn: string; readonly amountMinor: number } | null;
  onEnter: (bookedOn: string, amountMinor: number, text: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { start } = props;
  const [date, setDate] = useState(start ? formatDate(start.bookedOn) : '');
  const [amount, setAmount] = useState(start ? formatAmount(start.amountMinor, props.currency) : '');
  const [text, setText] = useState('');
  const currency = parseCurrency(props.currency);
  const bookedOn = parseDateInput(date);
  const amountMinor = currency && parseTypedAmount(amount, currency);
  const isAmount = amountMinor !== null && amountMinor !== 0;
  const { submit, told } = useSending(
    () => bookedOn !== null && isAmount && props.onEnter(bookedOn, amountMinor, text.trim()),
    props.onClose,
  );
  return (
    <Dialog
      title="Enter a bank line"
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
      <TextField
        label="Booked on"
        value={date}
        placeholder={datePattern()}
        problem={told(bookedOn === null, `Write a date as ${datePattern()} or YYYY-MM-DD`)}
        onChange={setDate}
      />
      <TextField
        label={`Amount in ${props.currency}`}
        hint="Money into the account is positive."
        value={amount}
        problem={told(
          !isAmount,
          `Write an amount other than ${formatAmount(0, props.currency)}, such as ${formatAmount(123450, props.currency)}`,
        )}
        onChange={setAmount}
      />
      <TextField label="Text of the bank" value={text} onChange={setText} />
    </Dialog>
  );
}
