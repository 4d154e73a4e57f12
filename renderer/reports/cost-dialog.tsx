import { useState } from 'react';
import { parseCurrency } from '../../app/domain/money.ts';
import { parseTypedAmount } from '../tie-out/typed-amount.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';
import { datePattern, formatAmount, parseDateInput } from '../widgets/format.ts';
import { useSending } from '../widgets/use-sending.ts';

/** What one unit of a stock item costs, for all orders or from a date on. */
export function CostDialog(props: {
  currency: string;
  /** The first item without a cost of the chosen SKU. */
  itemCode: string;
  onSave: (itemCode: string, costMinor: number, from: string | null) => Promise<boolean>;
  onClose: () => void;
}) {
  const [code, setCode] = useState(props.itemCode);
  const [amount, setAmount] = useState('');
  const [date, setDate] = useState('');
  const currency = parseCurrency(props.currency);
  const costMinor = currency && parseTypedAmount(amount, currency);
  const isCost = costMinor !== null && costMinor >= 0;
  const from = date.trim() === '' ? null : parseDateInput(date);
  const isDate = date.trim() === '' || from !== null;
  const { submit, told } = useSending(
    () => code.trim() !== '' && isCost && isDate && props.onSave(code.trim(), costMinor, from),
    props.onClose,
  );
  return (
    <Dialog
      title="Enter a cost"
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
        label="Item code"
        value={code}
        problem={told(code.trim() === '', 'Write the code of the stock item')}
        onChange={setCode}
      />
      <TextField
        label={`Cost of one unit in ${props.currency}`}
        value={amount}
        problem={told(!isCost, `Write an amount such as ${formatAmount(450, props.currency)}`)}
        onChange={setAmount}
      />
      <TextField
        label="For orders from"
        hint="Empty: for all orders. An earlier cost stays for orders before."
        value={date}
        placeholder={datePattern()}
        problem={told(!isDate, `Write a date as ${datePattern()} or YYYY-MM-DD`)}
        onChange={setDate}
      />
    </Dialog>
  );
}
