import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { FeeOutlierView } from '../../app/contract/fees.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { useWindows } from '../grid/use-windows.ts';
import { goToOrder } from '../tie-out/go-to.ts';
import { toRange } from '../tie-out/tie-out-state.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, formatDate, plural } from '../widgets/format.ts';
import { useReportState } from './reports-state.ts';

function columnsOf(currency: string): readonly Column<FeeOutlierView>[] {
  const money = (
    id: string,
    header: string,
    pick: (row: FeeOutlierView) => number,
    hint?: string,
  ): Column<FeeOutlierView> => ({
    id,
    header,
    kind: 'money',
    width: 74,
    text: (row) => formatAmount(pick(row), currency),
    ...(hint === undefined ? {} : { width: 86, hint: () => hint }),
  });
  return [
    { id: 'date', header: 'Date', kind: 'date', width: 96, text: (row) => formatDate(row.settledOn) },
    { id: 'order', header: 'Order ID', kind: 'code', width: 176, text: (row) => row.orderId ?? '' },
    {
      id: 'name',
      header: 'Fee',
      kind: 'text',
      width: 92,
      grow: true,
      text: (row) => row.name,
      hint: (row) => row.name,
    },
    money('sale', 'Goods', (row) => row.saleMinor),
    money('charged', 'Charged', (row) => row.chargedMinor),
    money('expected', 'Expected', (row) => row.expectedMinor),
    money('difference', 'Difference', (row) => row.differenceMinor, 'Negative: charged more than expected'),
    {
      id: 'times',
      header: 'Times',
      kind: 'number',
      width: 54,
      text: (row) => (row.times === null ? '' : `${formatCount(row.times)}×`),
      hint: (row) => (row.times === null ? undefined : 'Charged this many times over'),
    },
  ];
}

/** Fees that were charged otherwise than the card says; the largest difference first. */
export function Outliers({ shop, names }: { shop: ShopView; names: readonly string[] }) {
  const { shopId, currency } = shop;
  const state = useReportState(shopId);
  const [active, setActive] = useState<FeeOutlierView | null>(null);
  const name = names.find((one) => one === state.fee) ?? null;
  const { from, to } = toRange(state);
  const toInput = useCallback(
    (offset: number, limit: number) => ({ shopId, from, to, name, offset, limit }),
    [shopId, from, to, name],
  );
  const windows = useWindows({
    method: 'fees.audit',
    key: JSON.stringify([shopId, from, to, name]),
    toInput,
    toTotal: (answer) => answer.total,
  });
  const columns = useMemo(() => columnsOf(currency), [currency]);
  const { total, answer } = windows;
  const row = active ?? windows.rowAt(0);
  const sums = [
    { columnId: 'difference', label: 'Difference', shown: answer?.differenceMinor ?? 0, currency },
  ];
  const openOrder = (orderId: string | null) => {
    if (orderId !== null) goToOrder(shopId, orderId);
  };
  return (
    <section className="report-part" aria-label="Differences from the card">
      <header className="drawer-tools">
        <h2>Differences</h2>
        <select
          className="input"
          aria-label="Fee"
          value={name ?? ''}
          onChange={({ target: { value } }) => state.set({ fee: value === '' ? null : value })}
        >
          <option value="">All fees</option>
          {names.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        <span className="push" />
        <Button
          disabledBecause={row?.orderId ? null : 'No order is chosen'}
          onClick={() => openOrder(row?.orderId ?? null)}
        >
          Open the order
        </Button>
        <ExportButton
          grid="fee-outliers"
          label="Fee differences"
          shopName={shop.name}
          columns={columns}
          total={total}
          filters={name === null ? [] : [`fee ${name}`]}
          sums={sums}
          readAll={windows.readAll}
        />
      </header>
      <Grid
        name="fee-outliers"
        label="Fee differences"
        columns={columns}
        total={total}
        rowAt={windows.rowAt}
        idOf={(one) => `${one.rowKey} ${one.name}`}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        activeId={row ? `${row.rowKey} ${row.name}` : null}
        onActivate={setActive}
        onOpen={(one) => openOrder(one.orderId)}
        empty={
          windows.error?.message ?? (windows.busy ? '' : 'Every fee of a plain sale is as the card says.')
        }
        footer={
          <>
            <span>
              <b>{plural(total, 'difference')}</b> · Enter opens the order
            </span>
            <FootSums sums={sums} />
          </>
        }
      />
    </section>
  );
}
