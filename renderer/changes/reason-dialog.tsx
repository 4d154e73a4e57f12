import { useState } from 'react';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly explanation: string;
  readonly confirm: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why: the reason is kept in the history. */
export function ReasonDialog({ title, explanation, confirm, onConfirm, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isMissing) onConfirm(reason.trim());
      }}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            {confirm}
          </Button>
        </>
      }
    >
      <p>{explanation}</p>
      <TextField
        label="Reason"
        value={reason}
        required
        problem={isTried && isMissing ? 'Write the reason: the next person reads it' : undefined}
        onChange={(text) => setReason(text.slice(0, 300))}
      />
    </Dialog>
  );
}
