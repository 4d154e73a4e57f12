import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import type { MatrixCellView } from '../../app/contract/standings.ts';
import { useStartJob } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { orderStatusNames } from '../orders/looks.ts';
import { showInfo } from '../shell/messages.ts';
import { useShell } from '../shell/shell-state.ts';
import { useBusy } from '../shell/use-busy.ts';
import { Button } from '../widgets/button.tsx';
import { BankSide, OrdersSide } from './both-sides.tsx';
import { goToDays, goToOrders } from './go-to.ts';
import { MatrixTable } from './matrix-table.tsx';
import { bucketName, ledgerNames, placeOf } from './matrix-words.ts';
import { OrdersDrawer, type OrdersWanted } from './orders-drawer.tsx';
import { QueryTrouble } from './query-trouble.tsx';
import { toRange, useTieOutState } from './tie-out-state.ts';

interface Opened {
  readonly title: string;
  readonly wanted: OrdersWanted;
}

/** Where the orders of the period stand: marketplace against ledger, orders side against bank side. */
export function StandingView({
  shop,
  payouts,
}: {
  shop: ShopView;
  payouts: Output<'tieout.payouts'> | undefined;
}) {
  const { shopId, currency } = shop;
  const state = useTieOutState(shopId);
  const openTab = useShell((shell) => shell.openTab);
  const startJob = useStartJob();
  const busy = useBusy(shopId);
  const [opened, setOpened] = useState<Opened | null>(null);
  const range = { shopId, ...toRange(state) };
  const { termDays } = state;
  const asked = useQuery('standings.matrix', range);
  const aged = useQuery('standings.ageing', { ...range, termDays });
  const matrix = useKept(asked.data);
  const ageing = useKept(aged.data);
  const error = asked.error ?? aged.error;
  if (error) return <QueryTrouble error={error} />;
  if (!matrix || !ageing) return <div className="full-page" aria-busy="true" />;
  if (matrix.cells.length === 0) {
    return (
      <div className="full-page">
        <div className="drop-zone">
          <h2>No order was placed in these dates</h2>
          <p>Fetch the orders of the dates first, or choose other dates.</p>
          <Button kind="primary" onClick={() => openTab('orders')}>
            Open the Orders tab
          </Button>
        </div>
      </div>
    );
  }
  const act = (cell: MatrixCellView) => {
    const place = placeOf(cell);
    if (place === 'orders') goToOrders(shopId, cell.status, state.from, state.to);
    else if (place === 'payment') goToDays(shopId);
    else if (place === 'check') {
      if (busy === null) void startJob('documents.resolve', { shopId });
      else showInfo(`Check now: ${busy}.`);
    }
  };
  return (
    <section className="standing" aria-label="Where orders stand">
      <div className="sides">
        <OrdersSide
          ageing={ageing}
          termDays={termDays}
          onTerm={(days) => state.set({ termDays: days })}
          onOpen={(bucket) =>
            setOpened({
              title: `Delivered and not settled, ${bucketName(bucket).toLowerCase()}`,
              wanted: { ...range, late: { termDays, to: bucket.to } },
            })
          }
        />
        {payouts && <BankSide payouts={payouts} currency={currency} />}
      </div>
      <h2>State matrix: each number opens its orders</h2>
      <MatrixTable
        matrix={matrix}
        onAct={act}
        onOpen={({ status, ledger, action }) =>
          setOpened({
            title: `${orderStatusNames[status]}, in Stokly: ${ledgerNames[ledger].toLowerCase()}`,
            wanted: { ...range, status, ledger, action },
          })
        }
      />
      {opened && (
        <OrdersDrawer
          shop={shop}
          title={opened.title}
          wanted={opened.wanted}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}
