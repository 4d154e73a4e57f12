import { useCallback, useMemo, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask, Output } from '../../app/contract/api.ts';
import type { Column } from '../grid/columns.ts';
import { ExportButton } from '../grid/export-button.tsx';
import { FootSums } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { useWindows } from '../grid/use-windows.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatDate, plural } from '../widgets/format.ts';
import { Drawer } from './drawer.tsx';
import { goToOrder, goToRows } from './go-to.ts';

type StepRow = Output<'tieout.stepRows'>['rows'][number];
export type StepScope = Omit<Ask<'tieout.stepRows'>, 'kind' | 'name' | 'offset' | 'limit'>;

function columnsOf(currency: string): readonly Column<StepRow>[] {
  return [
    {
      id: 'id',
      header: 'ID',
      kind: 'code',
      width: 172,
      text: (row) => row.id,
      hint: (row) => `Row ${row.rowNumber} of the file`,
    },
    {
      id: 'type',
      header: 'Type',
      kind: 'text',
      width: 150,
      grow: true,
      text: (row) => row.type,
      hint: (row) => row.type,
    },
    { id: 'order', header: 'Order', kind: 'code', width: 172, text: (row) => row.relatedOrderId ?? '' },
    { id: 'date', header: 'Date', kind: 'date', width: 92, text: (row) => formatDate(row.settledOn) },
    {
      id: 'part',
      header: 'Part',
      kind: 'money',
      width: 92,
      text: (row) => formatAmount(row.partMinor, currency),
    },
    {
      id: 'settlement',
      header: 'Settlement',
      kind: 'money',
      width: 92,
      text: (row) => formatAmount(row.settlementMinor, currency),
    },
  ];
}

/** The rows behind a step of the bridge, each with its part in it. */
export function StepDrawer(props: {
  shop: ShopView;
  title: string;
  scope: StepScope;
  step: Pick<Ask<'tieout.stepRows'>, 'kind' | 'name'>;
  onClose: () => void;
}) {
  const { shop, title, onClose } = props;
  const { shopId, from, to, settlementId } = props.scope;
  const { kind, name } = props.step;
  const { currency } = shop;
  const [active, setActive] = useState<StepRow | null>(null);
  const toInput = useCallback(
    (offset: number, limit: number) => ({ shopId, from, to, settlementId, kind, name, offset, limit }),
    [shopId, from, to, settlementId, kind, name],
  );
  const windows = useWindows({
    method: 'tieout.stepRows',
    key: JSON.stringify(props.scope) + kind + name,
    toInput,
    toTotal: (answer) => answer.total,
  });
  const columns = useMemo(() => columnsOf(currency), [currency]);
  const { total, answer } = windows;
  const row = active ?? windows.rowAt(0) ?? null;
  const orderId = row?.relatedOrderId ?? null;
  const sums = [{ columnId: 'part', label: 'Part', shown: answer?.partMinor ?? 0, currency }];
  const openOrder = (id: string | null) => {
    if (id === null) return;
    onClose();
    goToOrder(shopId, id);
  };
  return (
    <Drawer
      title={title}
      onClose={onClose}
      head={
        <>
          <span className="muted">Choose a row; Enter opens its order.</span>
          <span className="push" />
          <ExportButton
            grid="step-rows"
            label={`Rows of ${title}`}
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
        <>
          <Button
            disabledBecause={row === null ? 'No row is chosen' : null}
            onClick={() => {
              if (!row) return;
              onClose();
              goToRows(shopId, row.id);
            }}
          >
            Show the row on Payment
          </Button>
          <Button
            kind="primary"
            disabledBecause={orderId === null ? 'This row belongs to no order' : null}
            onClick={() => openOrder(orderId)}
          >
            Open the order
          </Button>
        </>
      }
    >
      <Grid
        name="step-rows"
        label={`Rows of ${title}`}
        columns={columns}
        total={total}
        rowAt={windows.rowAt}
        idOf={(one) => one.rowKey}
        onRange={windows.onRange}
        viewKey={windows.shownKey}
        activeId={row?.rowKey ?? null}
        onActivate={setActive}
        onOpen={(one) => openOrder(one.relatedOrderId)}
        empty={windows.error?.message ?? (windows.busy ? '' : 'No row has an amount in it.')}
        footer={
          <>
            <span>
              <b>{plural(total, 'row')}</b>
            </span>
            <FootSums sums={sums} />
          </>
        }
      />
    </Drawer>
  );
}
