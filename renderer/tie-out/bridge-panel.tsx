import { useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { ProofPackButton } from '../proof-pack/proof-pack-button.tsx';
import { formatDate, formatMoney } from '../widgets/format.ts';
import { BridgeChecks, Unexplained } from './bridge-checks.tsx';
import { type BridgeLine, type Opens, toBridgeLines } from './bridge-lines.ts';
import { BridgeTable } from './bridge-table.tsx';
import { QueryTrouble } from './query-trouble.tsx';
import { StepDrawer } from './step-drawer.tsx';
import { toRange, useTieOutState } from './tie-out-state.ts';

interface Opened {
  readonly title: string;
  readonly step: Exclude<NonNullable<Opens>, 'withdrawals'>;
}

interface BridgePanelProps {
  readonly shop: ShopView;
  readonly day: string | null;
  /** First and last payout of the period; null = there is none. */
  readonly span: { readonly from: string; readonly to: string } | null;
}

/** The cent bridge of a date, of all dates of the period, or of a file: table, drawing, residual and checks. */
export function BridgePanel({ shop, day, span }: BridgePanelProps) {
  const { shopId, currency } = shop;
  const state = useTieOutState(shopId);
  const [opened, setOpened] = useState<Opened | null>(null);
  const files = useQuery('settlements.list', { shopId }).data?.files ?? [];
  const file =
    state.scope === 'file' ? files.find((one) => one.settlementId === state.settlementId) : undefined;
  const isWhole = state.scope === 'period';
  const scope = file
    ? { shopId, from: null, to: null, settlementId: file.settlementId }
    : isWhole || day === null
      ? { shopId, ...toRange(state), settlementId: null }
      : { shopId, from: day, to: day, settlementId: null };
  // Documents are of dates: the pack of a file is that of the dates it covers.
  const packDates = file
    ? { from: file.periodFrom, to: file.periodTo }
    : isWhole || day === null
      ? span
      : { from: day, to: day };
  const label = file?.fileName ?? (isWhole || day === null ? 'whole period' : formatDate(day));
  const asked = useQuery('tieout.bridge', scope);
  // The old bridge, under its own name, stays until the new one is there.
  const named = useMemo(() => asked.data && { ...asked.data, label }, [asked.data, label]);
  const answer = useKept(named);
  const bridge = answer?.bridges[0];
  const open = (line: BridgeLine, opens: NonNullable<Opens>) => {
    if (opens === 'withdrawals') state.set({ view: 'bank' });
    else setOpened({ title: `${line.name}, ${label}`, step: opens });
  };
  return (
    <section className="bridge-panel" aria-label="Bridge" aria-busy={asked.busy || undefined}>
      <header className="bridge-head">
        <h2>Bridge of</h2>
        <select
          className="input"
          aria-label="Bridge of"
          value={file ? file.settlementId : isWhole ? ' period' : ' day'}
          onChange={({ target: { value } }) => {
            if (value === ' period') state.set({ scope: 'period' });
            else if (value === ' day') state.set({ scope: 'day' });
            else state.set({ scope: 'file', settlementId: value });
          }}
        >
          <option value=" day">{day === null ? 'the chosen date' : formatDate(day)}</option>
          <option value=" period">whole period</option>
          {files.map((one) => (
            <option key={one.settlementId} value={one.settlementId}>
              {one.fileName}
            </option>
          ))}
        </select>
        {bridge && (
          <span className="muted figures">
            {formatMoney(bridge.settlementMinor, currency)}
            {bridge.residualMinor === 0 ? ', explained to the cent' : ''}
          </span>
        )}
        <span className="push" />
        <ProofPackButton shop={shop} dates={packDates} />
      </header>
      {asked.error && <QueryTrouble error={asked.error} />}
      {answer && bridge && (
        <div className="bridge-body">
          <Unexplained shopId={shopId} bridge={bridge} currency={currency} />
          <BridgeTable
            lines={toBridgeLines(bridge, answer.flow)}
            currency={currency}
            label={answer.label}
            onOpen={open}
          />
          <p className="muted bridge-note">
            Each part has a scale of its own. A number opens the rows behind the line.
          </p>
          <BridgeChecks checks={answer.checks} flow={answer.flow} currency={currency} />
        </div>
      )}
      {opened && (
        <StepDrawer
          shop={shop}
          title={opened.title}
          scope={scope}
          step={opened.step}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}
