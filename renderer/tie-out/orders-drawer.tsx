import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import type { MatrixOrderView } from '../../app/contract/standings.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { useWindows } from '../grid/use-windows.ts';
import { orderStatusNames } from '../orders/looks.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatDate, plural } from '../widgets/format.ts';
import { Drawer } from './drawer.tsx';
import { goToOrder } from './go-to.ts';
import { ledgerNames } from './matrix-words.ts';

/** Which orders: those of a cell, or of a bucket of the ageing. */
export type OrdersWanted = Omit<Ask<'standings.orders'>, 'offset' | 'limit'>;

function columnsOf(currency: string): readonly Column<MatrixOrderView>[] {
  const money = (
    id: string,
    header: string,
    pick: (row: MatrixOrderView) => number | null,
  ): Column<MatrixOrderView> => ({
    id,
    header,
    kind: 'money',
    width: 80,
    text: (row) => {
      const minor = pick(row);
      return minor === null ? '' : formatAmount(minor, currency);
    },
  });
  return [
    { id: 'order', header: 'Order ID', kind: 'code', width: 172, grow: true, text: (row) => row.orderId },
    { id: 'ordered', header: 'Ordered', kind: 'date', width: 96, text: (row) => formatDate(row.orderedOn) },
    {
      id: 'due',
      header: 'Delivered',
      kind: 'date',
      width: 96,
      text: (row) => formatDate(row.dueFrom),
      hint: () => 'The date of the order where no delivery is known',
    },
    { id: 'status', header: 'Status', kind: 'text', width: 88, text: (row) => orderStatusNames[row.status] },
    { id: 'ledger', header: 'In Stokly', kind: 'text', width: 96, text: (row) => ledgerNames[row.ledger] },
    money('goods', 'Goods', (row) => row.goodsMinor),
    money('invoiced', 'Invoiced', (row) => row.invoicedMinor),
    { ...money('outstanding', 'Outstanding', (row) => row.outstandingMinor), width: 96 },
    money('settled', 'Settled', (row) => row.settledMinor),
    money('refund', 'Refund', (row) => row.refundMinor),
  ];
}

/** The orders behind a cell or a bucket. */
export function OrdersDrawer(props: {
  shop: ShopView;
  title: string;
  wanted: OrdersWanted;
  onClose: () => void;
}) {
  const { shop, title, wanted, onClose } = props;
  const { currency } = shop;
  const [active, setActive] = useState<MatrixOrderView | null>(null);
  const key = JSON.stringify(wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is wanted
  const toInput = useCallback((offset: number, limit: number) => ({ ...wanted, offset, limit }), [key]);
  const windows = useWindows({
    method: 'standings.orders',
    key,
    toInput,
    toTotal: (answer) => answer.total,
  });
  const columns = useMemo(() => columnsOf(currency), [currency]);
  const { total, answer } = windows;
  const row = active ?? windows.rowAt(0) ?? null;
  const sums = [{ columnId: 'goods', label: 'Goods', shown: answer?.goodsMinor ?? 0, currency }];
  const openOrder = (orderId: string) => {
    onClose();
    goToOrder(shop.shopId, orderId);
  };
  return (
    <Drawer
      title={title}
      onClose={onClose}
      head={
        <>
          <span className="muted">Choose an order; Enter opens it.</span>
          <span className="push" />
          <ExportButton
            grid="standing-orders"
            label={`Orders: ${title}`}
            shopName={shop.name}
            columns={columns}
            total={total}
            filters={[]}
            sums={sums}
            readAll={windows.readAll}
          />
        </>
      }
      actions={
        <Button
          kind="primary"
          disabledBecause={row ? null : 'No order is chosen'}
          onClick={() => row && openOrder(row.orderId)}
        >
          Open the order
        </Button>
      }
    >
      <Grid
        name="standing-orders"
        label={`Orders: ${title}`}
        columns={columns}
        total={total}
        rowAt={windows.rowAt}
        idOf={(one) => one.orderId}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        activeId={row?.orderId ?? null}
        onActivate={setActive}
        onOpen={(one) => openOrder(one.orderId)}
        empty={windows.error?.message ?? (windows.busy ? '' : 'No order is here any more.')}
        footer={
          <>
            <span>
              <b>{plural(total, 'order')}</b>
            </span>
            <FootSums sums={sums} />
          </>
        }
      />
    </Drawer>
  );
}
