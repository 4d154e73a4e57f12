import type { ShopView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { Button } from '../widgets/button.tsx';
import { plural } from '../widgets/format.ts';
import { BridgePanel } from './bridge-panel.tsx';
import { payoutColumns, payoutSums } from './payout-columns.tsx';
import { useTieOutState } from './tie-out-state.ts';

/** Payouts, newest first, and the bridge of the one that is chosen. */
export function BridgeView({ shop, answer }: { shop: ShopView; answer: Output<'tieout.payouts'> }) {
  const { shopId, currency } = shop;
  const state = useTieOutState(shopId);
  const payouts = [...answer.payouts].reverse();
  const day =
    payouts.find(({ settledOn }) => settledOn === state.day)?.settledOn ?? payouts[0]?.settledOn ?? null;
  const newest = payouts[0];
  const oldest = payouts.at(-1);
  const span = newest && oldest ? { from: oldest.settledOn, to: newest.settledOn } : null;
  return (
    <div className="bridge-split">
      <Grid
        name="payouts"
        label="Payouts"
        columns={payoutColumns(currency)}
        total={payouts.length}
        rowAt={(index) => payouts[index]}
        idOf={(row) => row.settledOn}
        viewKey={`${shopId} ${state.from} ${state.to}`}
        activeId={state.scope === 'day' ? day : null}
        onActivate={(row) => state.set({ scope: 'day', day: row.settledOn })}
        empty={
          <>
            No payout was settled in these dates.{' '}
            <Button onClick={() => state.set({ from: '', to: '' })}>Show all dates</Button>
          </>
        }
        footer={
          <>
            <span>
              <b>{plural(payouts.length, 'payout')}</b>
            </span>
            <FootSums sums={payoutSums(payouts, currency)} />
          </>
        }
      />
      <BridgePanel shop={shop} day={day} span={span} />
    </div>
  );
}
