import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Output } from '../../app/contract/api.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { ZonePicker } from '../account/profile/zone-picker.tsx';
import { useKept, useQuery } from '../data/use-query.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { Button } from '../widgets/button.tsx';
import {
  formatAmount,
  formatCount,
  formatDate,
  formatInstant,
  formatMoney,
  plural,
} from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Segments } from '../widgets/segments.tsx';
import { goToOrder } from './go-to.ts';
import { QueryTrouble } from './query-trouble.tsx';
import { toRange, useTieOutState } from './tie-out-state.ts';

type Moved = Output<'standings.cutOff'>['moved'][number];

function columnsOf({ currency, booksZone, timeZone }: Output<'standings.cutOff'>): readonly Column<Moved>[] {
  return [
    { id: 'order', header: 'Order ID', kind: 'code', width: 176, grow: true, text: (row) => row.orderId },
    {
      id: 'here',
      header: 'Date in the books',
      kind: 'date',
      width: 130,
      text: (row) => formatDate(row.dateHere),
    },
    { id: 'there', header: 'Date there', kind: 'date', width: 110, text: (row) => formatDate(row.dateThere) },
    {
      id: 'placed',
      header: 'Placed, time of the books',
      kind: 'code',
      width: 180,
      text: (row) => formatInstant(row.createdAt, booksZone),
      hint: (row) => `${formatInstant(row.createdAt, timeZone)} in ${timeZone}`,
    },
    {
      id: 'goods',
      header: 'Goods',
      kind: 'money',
      width: 100,
      text: (row) => formatAmount(row.goodsMinor, currency),
    },
  ];
}

/** Which orders, and how much money, change month when another time zone decides the date. */
export function CutOffView({ shop }: { shop: ShopView }) {
  const { shopId } = shop;
  const state = useTieOutState(shopId);
  const [active, setActive] = useState<Moved | null>(null);
  const computer = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = state.zone ?? 'UTC';
  const asked = useQuery('standings.cutOff', { shopId, ...toRange(state), timeZone: zone });
  const answer = useKept(asked.data);
  if (asked.error) return <QueryTrouble error={asked.error} />;
  if (!answer) return <div className="full-page" aria-busy="true" />;
  const { currency, moved, shifts, booksZone } = answer;
  const zones = [...new Set([booksZone, shop.timeZone, 'UTC', computer])];
  const columns = columnsOf(answer);
  const row = moved.find(({ orderId }) => orderId === active?.orderId) ?? moved[0];
  const sums = [
    { columnId: 'goods', label: 'Goods', shown: sumMinor(moved.map((one) => one.goodsMinor)), currency },
  ];
  return (
    <section className="cut-off" aria-label="Cut-off lens" aria-busy={asked.busy || undefined}>
      <div className="cut-off-side">
        <ZonePicker
          zone={zone}
          problem={undefined}
          label="Dates as in the zone"
          hint={`The books go by ${booksZone}. Type a city to search.`}
          onChange={(next) => state.set({ zone: next })}
        />
        <Segments
          label="Usual zones"
          value={zone}
          choices={zones.map((value) => ({
            value,
            label: value === booksZone ? `Books: ${value}` : value,
          }))}
          onChoose={(next) => state.set({ zone: next })}
        />
        <table className="plain-table" aria-label="What changes month">
          <thead>
            <tr>
              <th scope="col">Month in the books</th>
              <th scope="col">Month there</th>
              <th scope="col" className="right">
                Orders
              </th>
              <th scope="col" className="right">
                Goods
              </th>
            </tr>
          </thead>
          <tbody>
            {shifts.map(({ from, to, orders, goodsMinor }) => (
              <tr key={`${from} ${to}`}>
                <td className="figures">{from}</td>
                <td className="figures">
                  <Icon name="arrowRight" size={13} /> {to}
                </td>
                <td className="right">{formatCount(orders)}</td>
                <td className="right">{formatMoney(goodsMinor, currency)}</td>
              </tr>
            ))}
            {shifts.length === 0 && (
              <tr>
                <td colSpan={4} className="muted">
                  {zone === booksZone
                    ? 'This is the zone of the books: every order keeps its month.'
                    : 'No order of these dates changes month.'}
                </td>
              </tr>
            )}
          </tbody>
        </table>
        <p className="muted">Cancelled and unpaid orders are left out: they are no sales.</p>
      </div>
      <div className="cut-off-orders">
        <div className="drawer-tools">
          <h2>Orders that change month</h2>
          <span className="push" />
          <ExportButton
            grid="cut-off"
            label="Orders that change month"
            shopName={shop.name}
            columns={columns}
            total={moved.length}
            filters={[`dates as in ${zone}`]}
            sums={sums}
            readAll={() => Promise.resolve({ rows: [...moved], error: null })}
          />
          <Button
            disabledBecause={row ? null : 'No order changes month'}
            onClick={() => row && goToOrder(shopId, row.orderId)}
          >
            Open the order
          </Button>
        </div>
        <Grid
          name="cut-off"
          label="Orders that change month"
          columns={columns}
          total={moved.length}
          rowAt={(index) => moved[index]}
          idOf={(one) => one.orderId}
          viewKey={`${zone} ${state.from} ${state.to}`}
          activeId={row?.orderId ?? null}
          onActivate={setActive}
          onOpen={(one) => goToOrder(shopId, one.orderId)}
          empty="No order changes month."
          footer={
            <>
              <span>
                <b>{plural(moved.length, 'order')}</b>
              </span>
              <FootSums sums={sums} />
            </>
          }
        />
      </div>
    </section>
  );
}
