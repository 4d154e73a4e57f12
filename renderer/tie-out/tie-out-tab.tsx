import { type DragEvent, useRef, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { ChangesPanel } from '../changes/changes-panel.tsx';
import { useKept, useQuery } from '../data/use-query.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { PeriodSelect } from '../orders/period-select.tsx';
import { useShell } from '../shell/shell-state.ts';
import { useCommands } from '../shell/use-commands.ts';
import { Button } from '../widgets/button.tsx';
import { DateBox } from '../widgets/date-box.tsx';
import { Icon } from '../widgets/icons.tsx';
import { Segments } from '../widgets/segments.tsx';
import { BankView } from './bank-view.tsx';
import { BridgeView } from './bridge-view.tsx';
import { CutOffView } from './cut-off-view.tsx';
import { payoutColumns, payoutSums } from './payout-columns.tsx';
import { QueryTrouble } from './query-trouble.tsx';
import { StandingView } from './standing-view.tsx';
import { type TieOutView, toRange, useTieOutState, views } from './tie-out-state.ts';
import { clearMatches, useBank } from './use-bank.ts';

const viewNames: Readonly<Record<TieOutView, string>> = {
  bridge: 'Payouts',
  bank: 'Bank',
  standing: 'Orders',
  cutOff: 'Cut-off',
  changes: 'Changes',
};

/** From goods sold to the bank: every payout explained, every withdrawal found, every order accounted for. */
export function TieOutTab({ shop }: { shop: ShopView }) {
  const { shopId, currency } = shop;
  const state = useTieOutState(shopId);
  const view = views.find((one) => one === state.view) ?? 'bridge';
  const bank = useBank(shop);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const asked = useQuery('tieout.payouts', { shopId, ...toRange(state) });
  const payouts = useKept(asked.data);
  const files = useQuery('settlements.list', { shopId });
  const list = useQuery('bank.list', { shopId });
  const banked = useKept(list.data);
  const isEmpty = files.data?.files.length === 0;

  const load = (file: File | undefined) => {
    if (!file || bank.busy !== null) return;
    state.set({ view: 'bank' });
    bank.load(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    load(event.dataTransfer.files[0]);
  };
  const chooseFile = () => input.current?.click();
  const clear = clearMatches(banked?.withdrawals ?? []);
  const whyNone = isEmpty ? 'No settlement file is loaded' : null;
  useCommands({
    'tieOut.bridge': { why: whyNone, run: () => state.set({ view: 'bridge' }) },
    'tieOut.whole': { why: whyNone, run: () => state.set({ view: 'bridge', scope: 'period' }) },
    'tieOut.bank': { why: whyNone, run: () => state.set({ view: 'bank' }) },
    'tieOut.load': { why: whyNone ?? bank.busy, run: chooseFile },
    'tieOut.accept': {
      why: clear.length > 0 ? null : 'No withdrawal has a bank line that fits nothing else',
      // What is accepted together is seen first.
      run: () => (view === 'bank' ? bank.acceptAll() : state.set({ view: 'bank' })),
    },
    'tieOut.standing': { why: null, run: () => state.set({ view: 'standing' }) },
    'tieOut.changes': { why: null, run: () => state.set({ view: 'changes' }) },
    'tieOut.cutOff': { why: null, run: () => state.set({ view: 'cutOff' }) },
  });

  const rows = [...(payouts?.payouts ?? [])].reverse();
  const error = asked.error ?? files.error ?? (view === 'bank' ? list.error : undefined);
  const needsFile = view === 'bridge' || view === 'bank';
  return (
    <section
      aria-label="Tie-out"
      className={isOver ? 'payment drop-over' : 'payment'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        accept=".csv,.xlsx,.ofx,.qfx,.xml"
        hidden
        aria-label="Bank statement"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file can be chosen again: a corrected statement has the same name.
          event.target.value = '';
          load(file);
        }}
      />
      <div className="toolbar">
        <Segments
          label="What is shown"
          value={view}
          choices={views.map((value) => ({ value, label: viewNames[value] }))}
          onChoose={(next) => state.set({ view: next })}
        />
        {view !== 'bank' && (
          <>
            <PeriodSelect from={state.from} to={state.to} hasAll onChoose={state.set} />
            <DateBox label="From" value={state.from} onChange={(from) => state.set({ from })} />
            <DateBox label="To" value={state.to} onChange={(to) => state.set({ to })} />
          </>
        )}
        <span className="push" />
        {view === 'bridge' && rows.length > 0 && (
          <>
            <Button onClick={() => state.set({ scope: 'period' })}>Whole period</Button>
            <ExportButton
              grid="payouts"
              label="Payouts"
              shopName={shop.name}
              columns={payoutColumns(currency)}
              total={rows.length}
              filters={[]}
              sums={payoutSums(rows, currency)}
              readAll={() => Promise.resolve({ rows, error: null })}
            />
          </>
        )}
      </div>
      {error && <QueryTrouble error={error} />}
      {needsFile && isEmpty && <NoFile shop={shop} />}
      {needsFile && !isEmpty && (!payouts || (view === 'bank' && !banked)) && !error && (
        <div className="full-page" aria-busy="true" />
      )}
      {view === 'bridge' && !isEmpty && payouts && <BridgeView shop={shop} answer={payouts} />}
      {view === 'bank' && !isEmpty && payouts && banked && (
        <BankView shop={shop} answer={banked} payouts={payouts} bank={bank} onChooseFile={chooseFile} />
      )}
      {view === 'standing' && <StandingView shop={shop} payouts={payouts} />}
      {view === 'cutOff' && <CutOffView shop={shop} />}
      {view === 'changes' && <ChangesPanel shop={shop} from={state.from} to={state.to} />}
    </section>
  );
}

/** Before the first settlement file: nothing can be explained yet. */
function NoFile({ shop }: { shop: ShopView }) {
  const openTab = useShell((state) => state.openTab);
  return (
    <div className="full-page">
      <div className="drop-zone">
        <Icon name="file" size={28} />
        <h2>No settlement yet</h2>
        <p>
          Payouts of {shop.name} are explained from its settlement files. Load the first one on the Payment
          tab; withdrawals and the bank come with it.
        </p>
        <Button kind="primary" onClick={() => openTab('payment')}>
          Open the Payment tab
        </Button>
      </div>
    </div>
  );
}
