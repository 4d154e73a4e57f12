import { useState } from 'react';
import type { LedgerView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { ConfirmDialog, Dialog } from '../widgets/dialog.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { look, Status, type StatusLook } from '../widgets/status.tsx';
import { ledgerLinkLooks } from './looks.ts';
import { TestButton } from './test-button.tsx';

type Call = Output<'ledgers.check'>['calls'][number];

const callLooks: Readonly<Record<Call['result'], StatusLook>> = {
  works: look('done', 'Works'),
  refused: look('failed', 'Refused'),
  'not tried': look('skipped', 'Not tried'),
};

export function LedgerCard({ ledger }: { ledger: LedgerView }) {
  const command = useCommand();
  const [unlinking, setUnlinking] = useState(false);
  const [calls, setCalls] = useState<readonly Call[] | null>(null);
  const { ledgerId } = ledger;

  const refresh = async () => {
    const done = await command('items.refresh', { ledgerId });
    if (done) showDone(`${plural(done.items, 'item')} read from ${ledger.name}.`);
  };
  const check = async () => {
    const done = await command('ledgers.check', { ledgerId });
    if (done) setCalls(done.calls);
  };
  const unlink = async () => {
    setUnlinking(false);
    const done = await command('ledgers.unlink', { ledgerId });
    if (done) showDone(`${ledger.name} is unlinked. The books stay.`);
  };

  return (
    <article className="card">
      <header>
        <h3>{ledger.name}</h3>
        {ledger.isSample && <span className="badge">Sandbox</span>}
        <Status look={ledgerLinkLooks[ledger.link]} />
      </header>
      <dl className="facts">
        <div>
          <dt>Kind</dt>
          <dd>Stokly</dd>
        </div>
        <div>
          <dt>Stock items</dt>
          <dd className="figures">{formatCount(ledger.itemCount)}</dd>
        </div>
      </dl>
      <footer>
        <Button icon="refresh" onClick={() => void refresh()}>
          Refresh items
        </Button>
        <Button onClick={() => void check()}>Check calls</Button>
        <TestButton run={() => command('ledgers.test', { ledgerId })} />
        <Button kind="quiet" onClick={() => setUnlinking(true)}>
          Unlink
        </Button>
      </footer>
      {calls && (
        <Dialog title={`Calls of ${ledger.name}`} wide onClose={() => setCalls(null)}>
          <p className="muted">
            Observed calls were seen in working software; assumed ones were not. Calls that write are not
            tried.
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Call</th>
                <th scope="col">For</th>
                <th scope="col">Known as</th>
                <th scope="col">Result</th>
                <th scope="col">Detail</th>
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <tr key={call.call}>
                  <td>{call.call}</td>
                  <td>{call.purpose}</td>
                  <td>{call.status}</td>
                  <td>
                    <Status look={callLooks[call.result]} />
                  </td>
                  <td>{call.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Dialog>
      )}
      {unlinking && (
        <ConfirmDialog
          title={`Unlink ${ledger.name}`}
          confirm="Unlink"
          danger
          onConfirm={() => void unlink()}
          onClose={() => setUnlinking(false)}
        >
          <p>The credentials are forgotten. Documents that were posted stay in Stokly and in the books.</p>
        </ConfirmDialog>
      )}
    </article>
  );
}
