import { useState } from 'react';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';

interface SkipDialogProps {
  /** Which orders, in words: `3 ticked orders`. */
  readonly which: string;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why orders are not to be posted: the next person reads it on the row. */
export function SkipDialog({ which, onConfirm, onClose }: SkipDialogProps) {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isMissing = reason.trim() === '';
  return (
    <Dialog
      title={`Skip ${which}?`}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!isMissing) onConfirm(reason.trim());
      }}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Skip
          </Button>
        </>
      }
    >
      <p>
        Skipped orders are never posted until they are taken back. What is in Stokly already is left alone.
      </p>
      <TextField
        label="Reason"
        value={reason}
        required
        placeholder="Invoiced by hand, test order, …"
        problem={isTried && isMissing ? 'Write why these orders are not posted' : undefined}
        onChange={(text) => setReason(text.slice(0, 300))}
      />
    </Dialog>
  );
}
