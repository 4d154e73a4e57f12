import { useState } from 'react';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { DateBox } from '../widgets/date-box.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { formatDate } from '../widgets/format.ts';
import { describeForgotten } from './care-words.ts';

/** Removes buyers' names and addresses before a date. It cannot be taken back, so it says first what goes and what stays. */
export function ForgetDialog({ onClose }: { onClose: () => void }) {
  const command = useCommand();
  const [before, setBefore] = useState('');
  const forget = async () => {
    onClose();
    const done = await command('buyers.forget', { before });
    if (done) showDone(describeForgotten(before, done));
  };
  return (
    <ConfirmDialog
      title="Forget buyers"
      confirm={before === '' ? 'Forget buyers' : `Forget buyers before ${formatDate(before)}`}
      danger
      disabledBecause={before === '' ? 'Write the date first' : null}
      onConfirm={() => void forget()}
      onClose={onClose}
    >
      <div className="toolbar-field">
        <DateBox label="Orders before" value={before} onChange={setBefore} />
      </div>
      <p>
        Names, addresses and phone numbers of their buyers are removed from these books. This cannot be taken
        back; orders fetched again later come without them.
      </p>
      <p>
        Kept are the orders with their ids, dates, goods and amounts, the documents with their numbers, the
        settlement and the history: everything still ties out. What is in Stokly stays there.
      </p>
    </ConfirmDialog>
  );
}
