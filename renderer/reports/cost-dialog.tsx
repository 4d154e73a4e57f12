import { useState } from 'react';
import { parseCurrency } from '../../app/domain/money.ts';
import { parseTypedAmount } from '../tie-out/typed-amount.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';
import { datePattern, formatAmount, parseDateInput } from '../widgets/format.ts';

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
  const [isTold, setTold] = useState(false);
  const currency = parseCurrency(props.currency);
  const costMinor = currency && parseTypedAmount(amount, currency);
  const isCost = costMinor !== null && costMinor >= 0;
  const from = date.trim() === '' ? null : parseDateInput(date);
  const isDate = date.trim() === '' || from !== null;
  const save = async () => {
    setTold(true);
    if (code.trim() === '' || !isCost || !isDate) return;
    if (await props.onSave(code.trim(), costMinor, from)) props.onClose();
  };
  return (
    <Dialog
      title="Enter a cost"
      holds
      onClose={props.onClose}
      onSubmit={() => void save()}
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
        problem={isTold && code.trim() === '' ? 'Write the code of the stock item' : undefined}
        onChange={setCode}
      />
      <TextField
        label={`Cost of one unit in ${props.currency}`}
        value={amount}
        problem={
          isTold && !isCost ? `Write an amount such as ${formatAmount(450, props.currency)}` : undefined
        }
        onChange={setAmount}
      />
      <TextField
        label="For orders from"
        hint="Empty: for all orders. An earlier cost stays for orders before."
        value={date}
        placeholder={datePattern()}
        problem={isTold && !isDate ? `Write a date as ${datePattern()} or YYYY-MM-DD` : undefined}
        onChange={setDate}
      />
    </Dialog>
  );
}
