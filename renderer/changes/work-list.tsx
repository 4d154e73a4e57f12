import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useCommand } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { showDone } from '../shell/messages.ts';
import { useBusy } from '../shell/use-busy.ts';
import { kindNames } from '../undo/kind-names.ts';
import { Button } from '../widgets/button.tsx';
import { formatInstant, plural } from '../widgets/format.ts';

/** What an undo left for a person in the ledger; empty for most, and then it is not there. */
export function WorkList({ shop }: { shop: ShopView }) {
  const { shopId, timeZone } = shop;
  const lines = useKept(useQuery('worklist.list', { shopId }).data)?.lines ?? [];
  const [isChecking, setChecking] = useState(false);
  const call = useCommand();
  const busy = useBusy(shopId);
  const ledger = shop.ledgerName ?? 'the ledger';
  const open = lines.filter((line) => line.doneAt === null);
  if (lines.length === 0) return null;
  const check = async () => {
    setChecking(true);
    const checked = await call('worklist.check', { shopId });
    setChecking(false);
    if (!checked) return;
    showDone(
      `${plural(checked.checked, 'line')} looked up in ${ledger}: ${plural(checked.closed, 'document')} gone.`,
    );
  };
  return (
    <section className="closed-dates" aria-label="Work list">
      <div className="toolbar">
        <h2>Work list</h2>
        <span className="muted">
          {open.length === 0 ? 'All done' : `${plural(open.length, 'document')} to remove in ${ledger}`}
        </span>
        <span className="push" />
        <Button
          icon="refresh"
          disabledBecause={
            open.length === 0 ? 'Every line is done' : isChecking ? 'Asking' : (busy ?? shop.postingOff)
          }
          onClick={() => void check()}
        >
          Look up what is gone
        </Button>
      </div>
      <table className="plain-table">
        <thead>
          <tr>
            <th>Since</th>
            <th>Document</th>
            <th>What is to be done</th>
            <th>
              <span className="visually-hidden">Steps</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId}>
              <td className="figures">{formatInstant(line.madeAt, timeZone)}</td>
              <td title={line.reference}>
                {kindNames[line.kind]} <b className="figures">{line.number ?? line.reference}</b>
              </td>
              <td>{line.what}</td>
              <td className="changes-steps">
                {line.doneAt === null ? (
                  <Button small onClick={() => void call('worklist.done', { shopId, lineId: line.lineId })}>
                    Done
                  </Button>
                ) : (
                  <span className="muted">
                    {line.doneBy === 'check' ? 'Found gone' : 'Done'} {formatInstant(line.doneAt, timeZone)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
