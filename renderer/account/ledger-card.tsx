import { useState } from 'react';
import type { LedgerView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { Status } from '../widgets/status.tsx';
import { Fact, LinkMessage, TestResult } from './link-parts.tsx';
import { linkLook } from './looks.ts';
import { useTest } from './use-test.ts';

const CallsDialog = lazily(async () => (await import('./calls-dialog.tsx')).CallsDialog);

export function LedgerCard({ ledger, onRelink }: { ledger: LedgerView; onRelink: () => void }) {
  const command = useCommand();
  const [unlinking, setUnlinking] = useState(false);
  const [calls, setCalls] = useState<Output<'ledgers.check'>['calls'] | null>(null);
  const { ledgerId, name } = ledger;
  const { test, busy } = useTest({ method: 'ledgers.test', input: { ledgerId } });
  const unlinked = ledger.link === 'unlinked';
  const off = unlinked ? 'The ledger is unlinked' : null;

  const refresh = async () => {
    const done = await command('items.refresh', { ledgerId });
    if (done) showDone(`${plural(done.items, 'item')} read from ${name}.`);
  };
  const check = async () => {
    const done = await command('ledgers.check', { ledgerId });
    if (done) setCalls(done.calls);
  };
  const unlink = async () => {
    setUnlinking(false);
    const done = await command('ledgers.unlink', { ledgerId });
    if (done) showDone(`${name} is unlinked. The books stay.`);
  };
  const wayOut =
    ledger.link === 'unreachable' || ledger.link === 'clockWrong' ? (
      <Button small icon="refresh" onClick={test}>
        Test again
      </Button>
    ) : (
      <Button small icon="link" onClick={onRelink} label={`${unlinked ? 'Link' : 'Relink'} ${name}`}>
        {unlinked ? 'Link again' : 'Relink'}
      </Button>
    );

  return (
    <article className="card" aria-labelledby={`ledger-${ledgerId}`}>
      <header>
        <h3 id={`ledger-${ledgerId}`}>{name}</h3>
        {ledger.isSample && <span className="badge">Sandbox</span>}
        <Status look={linkLook(ledger.link, null)} />
      </header>
      <LinkMessage link={ledger.link} message={ledger.message} action={wayOut} />
      <dl className="facts">
        <Fact name="Kind">Stokly</Fact>
        <Fact name="Stock items">
          <span className="figures">{formatCount(ledger.itemCount)}</span>
        </Fact>
        <Fact name="Shops">{ledger.shopNames.length === 0 ? 'None yet' : ledger.shopNames.join(', ')}</Fact>
      </dl>
      <output>{ledger.lastTest && <TestResult test={ledger.lastTest} />}</output>
      <footer>
        <Button icon="refresh" onClick={() => void refresh()} disabledBecause={off}>
          Refresh items
        </Button>
        <Button onClick={() => void check()} disabledBecause={off}>
          Check calls
        </Button>
        <Button onClick={test} disabledBecause={busy ?? off}>
          Test connection
        </Button>
        {!unlinked && (
          <Button kind="quiet" onClick={() => setUnlinking(true)}>
            Unlink
          </Button>
        )}
      </footer>
      {calls && <CallsDialog name={name} calls={calls} onClose={() => setCalls(null)} />}
      {unlinking && (
        <ConfirmDialog
          title={`Unlink ${name}`}
          confirm="Unlink"
          danger
          onConfirm={() => void unlink()}
          onClose={() => setUnlinking(false)}
        >
          <p>
            The books stay: documents that were posted stay in Stokly and can be looked at here as before.
          </p>
          <p>
            The keys are forgotten, and nothing more is posted for{' '}
            {ledger.shopNames.length === 0 ? 'its shops' : ledger.shopNames.join(', ')} until it is linked
            again.
          </p>
        </ConfirmDialog>
      )}
    </article>
  );
}
