import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { PeriodSelect } from '../orders/period-select.tsx';
import { useShell } from '../shell/shell-state.ts';
import { useCommands } from '../shell/use-commands.ts';
import { QueryTrouble } from '../tie-out/query-trouble.tsx';
import { toRange } from '../tie-out/tie-out-state.ts';
import { Button } from '../widgets/button.tsx';
import { DateBox } from '../widgets/date-box.tsx';
import { Icon } from '../widgets/icons.tsx';
import { Segments } from '../widgets/segments.tsx';
import { FeeMonthsView } from './fee-months-view.tsx';
import { Outliers } from './outliers.tsx';
import { ProfitView } from './profit-view.tsx';
import { RateCard } from './rate-card.tsx';
import { type ReportView, reportViews, useReportState } from './reports-state.ts';

const viewNames: Readonly<Record<ReportView, string>> = {
  fees: 'Fee audit',
  months: 'Fees over time',
  profit: 'Profit per SKU',
};

/** What the marketplace charged: against the rate card, and over time. */
export function ReportsTab({ shop }: { shop: ShopView }) {
  const { shopId } = shop;
  const state = useReportState(shopId);
  const view = reportViews.find((one) => one === state.view) ?? 'fees';
  const [isEntering, setEntering] = useState(false);
  const files = useQuery('settlements.list', { shopId });
  const isEmpty = files.data?.files.length === 0;
  const asked = useQuery('fees.audit', isEmpty ? null : { shopId, ...toRange(state), limit: 1 });
  const card = useKept(asked.data)?.card;
  const whyNone = isEmpty ? 'No settlement file is loaded' : null;
  useCommands({
    'reports.fees': { why: whyNone, run: () => state.set({ view: 'fees' }) },
    'reports.months': { why: whyNone, run: () => state.set({ view: 'months' }) },
    'reports.profit': { why: whyNone, run: () => state.set({ view: 'profit' }) },
    'reports.addRule': {
      why: whyNone ?? (card && card.length > 0 ? null : 'No fee is known yet'),
      run: () => {
        state.set({ view: 'fees' });
        setEntering(true);
      },
    },
  });
  const error = files.error ?? asked.error;
  return (
    <section className="payment" aria-label="Reports">
      <div className="toolbar">
        <Segments
          label="Report"
          value={view}
          choices={reportViews.map((value) => ({ value, label: viewNames[value] }))}
          onChoose={(next) => state.set({ view: next })}
        />
        <PeriodSelect from={state.from} to={state.to} hasAll onChoose={state.set} />
        <DateBox label="From" value={state.from} onChange={(from) => state.set({ from })} />
        <DateBox label="To" value={state.to} onChange={(to) => state.set({ to })} />
      </div>
      {error && <QueryTrouble error={error} />}
      {isEmpty && <NoFile />}
      {!isEmpty && !card && !error && <div className="full-page" aria-busy="true" />}
      {!isEmpty && card && view === 'fees' && (
        <div className="report-split">
          <RateCard
            shop={shop}
            card={card}
            isEntering={isEntering}
            onEntering={setEntering}
            onChoose={(fee) => state.set({ fee })}
          />
          <Outliers shop={shop} names={[...new Set(card.map(({ name }) => name))]} />
        </div>
      )}
      {!isEmpty && card && view === 'months' && <FeeMonthsView shop={shop} />}
      {!isEmpty && view === 'profit' && <ProfitView shop={shop} />}
    </section>
  );
}

/** Before the first settlement file there is no fee to look at. */
function NoFile() {
  const openTab = useShell((state) => state.openTab);
  return (
    <div className="full-page">
      <div className="drop-zone">
        <Icon name="file" size={28} />
        <h2>No fee is known yet</h2>
        <p>Fees are read from the settlement files. Load the first one on the Payment tab.</p>
        <Button kind="primary" onClick={() => openTab('payment')}>
          Open the Payment tab
        </Button>
      </div>
    </div>
  );
}
