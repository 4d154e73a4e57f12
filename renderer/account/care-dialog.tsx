import { useState } from 'react';
import type { Output } from '../../app/contract/api.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';
import { formatInstant } from '../widgets/format.ts';
import { describeRetention, describeRhythm, formatSize, parseCareDraft, toCareDraft } from './care-words.ts';

/** How often the books are copied, how many copies stay, how long buyers are remembered; and the copies there are. */
export function CareDialog({ care, onClose }: { care: Output<'care.get'>; onClose: () => void }) {
  const command = useCommand();
  const [draft, setDraft] = useState(() => toCareDraft(care.settings));
  const parsed = parseCareDraft(draft);
  const problems = parsed.ok ? {} : parsed.problems;
  const save = async () => {
    if (!parsed.ok) return;
    const done = await command('care.save', { settings: parsed.settings });
    if (!done) return;
    onClose();
    showDone(`Saved. ${describeRhythm(done.settings)}. ${describeRetention(done.settings)}.`);
  };
  return (
    <Dialog
      title="Copies and retention"
      holds
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabledBecause={parsed.ok ? null : 'Mend the marked fields first'}
          >
            Save
          </Button>
        </>
      }
    >
      <TextField
        label="Copy the books every so many days"
        hint="At start, when the newest copy is older. 0 = only when asked for."
        value={draft.everyDays}
        problem={problems.everyDays}
        onChange={(everyDays) => setDraft({ ...draft, everyDays })}
      />
      <TextField
        label="Copies kept"
        hint="The oldest go first."
        value={draft.kept}
        problem={problems.kept}
        onChange={(kept) => setDraft({ ...draft, kept })}
      />
      <TextField
        label="Forget buyers so many months after the order"
        hint="Names and addresses go by themselves. Empty = they are kept."
        value={draft.months}
        problem={problems.months}
        onChange={(months) => setDraft({ ...draft, months })}
      />
      {care.backups.length > 0 && (
        <section aria-label="Copies">
          <h3>Copies in the folder “backups” beside the books</h3>
          <ul className="reason-list copy-list">
            {care.backups.map((copy) => (
              <li key={copy.name}>
                <span className="figures">{formatInstant(copy.at)}</span> {copy.name}{' '}
                <span className="muted">{formatSize(copy.bytes)}</span>
              </li>
            ))}
          </ul>
          <p className="muted">
            A copy is put in place of the books with <code>tieout restore</code>, while Tieout is closed. The
            books that were there are kept.
          </p>
        </section>
      )}
    </Dialog>
  );
}
