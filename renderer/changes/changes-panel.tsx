import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import type { ChangeView } from '../../app/contract/changes.ts';
import { useCommand } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { useBusy } from '../shell/use-busy.ts';
import { goToOrder } from '../tie-out/go-to.ts';
import { QueryTrouble } from '../tie-out/query-trouble.tsx';
import { Button } from '../widgets/button.tsx';
import { formatDate, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { Segments } from '../widgets/segments.tsx';
import { ChangesTable } from './changes-table.tsx';
import { ClosedDates } from './closed-dates.tsx';
import { DeltaDialog } from './delta-dialog.tsx';
import { LockedDates } from './locked-dates.tsx';
import { WorkList } from './work-list.tsx';

const UndoDialog = lazily(async () => (await import('../undo/undo-dialog.tsx')).UndoDialog);
const ReasonDialog = lazily(async () => (await import('./reason-dialog.tsx')).ReasonDialog);

interface ChangesPanelProps {
  readonly shop: ShopView;
  /** The period that can be closed; empty = not chosen. */
  readonly from: string;
  readonly to: string;
}

/** What differs from what was posted, with both values and one step each; and the closed dates it may lie in. */
export function ChangesPanel({ shop, from, to }: ChangesPanelProps) {
  const { shopId } = shop;
  const [scope, setScope] = useState<'all' | 'closed'>('all');
  const [ignoring, setIgnoring] = useState<ChangeView | null>(null);
  const [posting, setPosting] = useState<ChangeView | null>(null);
  const [undoing, setUndoing] = useState<ChangeView | null>(null);
  const [fromLedger, setFromLedger] = useState<Output<'changes.list'> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const call = useCommand();
  const busy = useBusy(shopId);
  const asked = useQuery('changes.list', { shopId });
  const answer = useKept(asked.data);

  // Only on demand: every document is asked for.
  const askLedger = async () => {
    setAsking(true);
    setFromLedger((await call('changes.list', { shopId, withLedger: true })) ?? null);
    setAsking(false);
  };
  const settle = async (change: ChangeView, action: ChangeView['offer'], reason: string) => {
    const settled = await call('changes.settle', { shopId, changeId: change.changeId, action, reason });
    // What was read from the ledger is told without it: a credit note takes a while, the rest is done.
    if (!settled || !fromLedger) return;
    const left = fromLedger.changes.filter(({ changeId }) => changeId !== change.changeId);
    setFromLedger({ ...fromLedger, changes: left });
  };

  if (asked.error) return <QueryTrouble error={asked.error} />;
  if (!answer) return <div className="full-page" aria-busy="true" />;
  const all = (fromLedger ?? answer).changes;
  const changes = scope === 'closed' ? all.filter(({ closeId }) => closeId !== null) : all;
  const notAsked = fromLedger?.notAsked ?? null;
  return (
    <section className="changes" aria-label="Changes">
      <div className="toolbar">
        <Segments
          label="Which changes"
          value={scope}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'closed', label: 'Since last close' },
          ]}
          onChoose={setScope}
        />
        <span className="muted">
          {plural(changes.length, 'difference')}
          {fromLedger === null
            ? ' in files and orders'
            : ` in files, orders and ${shop.ledgerName ?? 'the ledger'}`}
        </span>
        <span className="push" />
        <Button icon="refresh" disabledBecause={isAsking ? 'Asking' : busy} onClick={() => void askLedger()}>
          {isAsking ? 'Asking' : `Compare with ${shop.ledgerName ?? 'the ledger'}`}
        </Button>
      </div>
      {notAsked !== null && (
        <p className="missing" role="alert">
          {notAsked}
        </p>
      )}
      <ChangesTable
        changes={changes}
        busy={busy}
        isClosedOnly={scope === 'closed'}
        onSettle={(change) =>
          change.offer === 'postDelta' ? setPosting(change) : void settle(change, change.offer, '')
        }
        onIgnore={setIgnoring}
        onOpenOrder={({ orderId }) => orderId !== null && goToOrder(shopId, orderId)}
      />
      <WorkList shop={shop} />
      <ClosedDates shop={shop} from={from} to={to} />
      <LockedDates shop={shop} />
      {posting && (
        <DeltaDialog
          shop={shop}
          change={posting}
          onPost={() => {
            setPosting(null);
            void settle(posting, 'postDelta', '');
          }}
          onUndoDate={() => {
            setPosting(null);
            setUndoing(posting);
          }}
          onClose={() => setPosting(null)}
        />
      )}
      {undoing && (
        <UndoDialog
          shop={shop}
          which={formatDate(undoing.on)}
          selection={{ select: 'dates', shopId, dates: [undoing.on] }}
          onClose={() => setUndoing(null)}
        />
      )}
      {ignoring && (
        <ReasonDialog
          title={`Leave the difference of ${formatDate(ignoring.on)} as it is?`}
          explanation={ignoring.message}
          confirm="Ignore"
          onClose={() => setIgnoring(null)}
          onConfirm={(reason) => {
            setIgnoring(null);
            void settle(ignoring, 'ignore', reason);
          }}
        />
      )}
    </section>
  );
}
