import { useState } from 'react';
import type { PaymentRow } from '../../app/contract/payments.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';
import { formatDate, formatMoney } from '../widgets/format.ts';

/** Ignoring a row needs a reason: it is kept in the history. */
export function IgnoreDialog(props: {
  row: PaymentRow;
  onIgnore: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const why = reason.trim() === '' ? 'Write a reason first' : null;
  return (
    <Dialog
      title="Ignore this row"
      onClose={props.onClose}
      onSubmit={() => {
        if (why === null) props.onIgnore(reason.trim());
      }}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit" disabledBecause={why}>
            Ignore row
          </Button>
        </>
      }
    >
      <p>
        Row {props.row.rowNumber}, {props.row.type} {props.row.id} of{' '}
        {formatMoney(props.row.settlementMinor, props.row.currency)} on {formatDate(props.row.settledOn)} is
        left out of the books.
      </p>
      <TextField label="Reason" hint="Kept in the history." value={reason} onChange={setReason} />
    </Dialog>
  );
}
