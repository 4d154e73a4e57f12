import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useCommand } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/field.tsx';
import { datePattern, formatDate, parseDateInput } from '../widgets/format.ts';
import { useSending } from '../widgets/use-sending.ts';

/** Up to which date the ledger takes no documents: posting into these dates is seen before, with another date to choose. */
export function LockedDates({ shop }: { shop: ShopView }) {
  const { ledgerId, ledgerName } = shop;
  const asked = useQuery('locks.get', ledgerId === null ? null : { ledgerId });
  const lock = useKept(asked.data)?.lock ?? null;
  const [isChanging, setChanging] = useState(false);
  const call = useCommand();
  if (ledgerId === null) return null;
  const save = async (lockedUntil: string | null, reason: string): Promise<boolean> => {
    const saved = await call('locks.save', { ledgerId, lockedUntil, reason });
    if (!saved) return false;
    const before = { lockedUntil: lock?.lockedUntil ?? null, reason: lock?.reason ?? '' };
    showDone(
      saved.lock
        ? `Dates up to ${formatDate(saved.lock.lockedUntil)} are locked for posting.`
        : 'Every date is open for posting.',
      [],
      { label: 'Undo', run: () => void call('locks.save', { ledgerId, ...before }) },
    );
    return true;
  };
  return (
    <section className="closed-dates" aria-label="Locked dates">
      <div className="toolbar">
        <h2>Locked dates</h2>
        <span className="push" />
        {lock && <Button onClick={() => void save(null, '')}>Open all dates</Button>}
        <Button onClick={() => setChanging(true)}>{lock ? 'Change…' : 'Lock dates…'}</Button>
      </div>
      <p className="changes-none muted">
        {lock
          ? `No document is posted to ${ledgerName ?? 'the ledger'} with a date up to ${formatDate(lock.lockedUntil)}${lock.reason === '' ? '' : ` (${lock.reason})`}. Before posting, such documents are counted and can be dated ${formatDate(lock.firstOpenOn)} instead.`
          : `Every date is open. Lock the dates that are closed in ${ledgerName ?? 'the ledger'}: documents of these dates are held, or get the first open date, as you say when posting.`}
      </p>
      {isChanging && <LockDialog start={lock} onClose={() => setChanging(false)} onLock={save} />}
    </section>
  );
}

function LockDialog(props: {
  start: { readonly lockedUntil: string; readonly reason: string } | null;
  onLock: (until: string, reason: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const [date, setDate] = useState(props.start ? formatDate(props.start.lockedUntil) : '');
  const [reason, setReason] = useState(props.start?.reason ?? '');
  const until = parseDateInput(date);
  const { submit, told } = useSending(
    () => until !== null && props.onLock(until, reason.trim()),
    props.onClose,
  );
  return (
    <Dialog
      title="Lock dates for posting"
      holds
      onClose={props.onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button kind="primary" type="submit">
            Lock
          </Button>
        </>
      }
    >
      <TextField
        label="Last locked date"
        value={date}
        placeholder={datePattern()}
        problem={told(until === null, `Write a date as ${datePattern()} or YYYY-MM-DD`)}
        onChange={setDate}
      />
      <TextField
        label="Reason"
        hint="Shown to whoever wants to post: VAT return sent, year closed …"
        value={reason}
        onChange={(text) => setReason(text.slice(0, 300))}
      />
    </Dialog>
  );
}
