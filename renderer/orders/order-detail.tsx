import type { ReactNode } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { OrderDetail as Detail, OrderRow } from '../../app/contract/orders.ts';
import { useCommand, useStartJob } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { showDone } from '../shell/messages.ts';
import { Button, IconButton } from '../widgets/button.tsx';
import { formatDate, localDates } from '../widgets/format.ts';
import type { ItemChoice } from '../widgets/item-picker.tsx';
import { PaneEdge } from '../widgets/pane-edge.tsx';
import { usePaneHeight } from '../widgets/pane-height.ts';
import { Status } from '../widgets/status.tsx';
import { orderStatusNames, verifyLooks } from './looks.ts';
import { OrderHistory, OrderInvoice, OrderMoney } from './order-documents.tsx';
import { OrderLines } from './order-lines.tsx';
import type { OrderSelection } from './to-selection.ts';

interface OrderDetailProps {
  readonly shop: ShopView;
  readonly orderId: string;
  readonly postedSince: number | null;
  readonly busy: string | null;
  /** A missing code is chosen on one of the order's lines. */
  readonly onMap: (order: OrderRow, skuId: string, item: ItemChoice) => void;
  readonly onPost: (order: OrderRow) => void;
  readonly onSkip: (order: OrderRow) => void;
  readonly onClose: () => void;
}

/** Below the grid: lines, the invoice as planned and as posted, the money that came, and what happened so far. */
export function OrderDetail(props: OrderDetailProps) {
  const { shop, orderId, postedSince } = props;
  const { data, error } = useQuery('orders.get', { shopId: shop.shopId, orderId, postedSince });
  const order = useKept(data)?.order;
  const pane = usePaneHeight('order');
  const className = pane.isFull ? 'detail full' : 'detail';
  const style = { '--pane-height': `${pane.height}px` };
  if (!order) {
    return (
      <aside className={`${className} muted`} style={style} aria-busy={error === undefined}>
        <p className="detail-reason">{error?.message ?? 'Loading'}</p>
      </aside>
    );
  }
  return (
    <aside className={className} style={style} aria-label={`Order ${order.orderId}`}>
      <PaneEdge
        label="Height of the order"
        height={pane.height}
        isFull={pane.isFull}
        onSize={pane.choose}
        onToggle={pane.toggle}
      />
      <header className="detail-head">
        <h2 className="figures">{order.orderId}</h2>
        <Status look={verifyLooks[order.verify]} />
        <span className="muted detail-facts">
          {orderStatusNames[order.status]} · {formatDate(order.orderedOn)} · {order.recipient}
        </span>
        <span className="push" />
        <WayOut {...props} order={order} />
        <IconButton
          icon={pane.isFull ? 'smaller' : 'larger'}
          label={pane.isFull ? 'Make the order smaller' : 'Make the order larger'}
          onClick={pane.toggle}
        />
        <IconButton icon="cross" label="Close order" onClick={props.onClose} />
      </header>
      {order.reason && (
        <p className={`detail-reason tone-${verifyLooks[order.verify].tone}`}>{localDates(order.reason)}</p>
      )}
      <div className="detail-columns">
        <Part label="Lines">
          <OrderLines
            order={order}
            ledgerId={shop.ledgerId}
            onMap={(line, item) => props.onMap(order, line.skuId, item)}
          />
        </Part>
        <Part label="Invoice">
          <OrderInvoice order={order} timeZone={shop.timeZone} />
        </Part>
        <Part label="Money and history">
          <OrderMoney order={order} />
          <OrderHistory order={order} timeZone={shop.timeZone} />
        </Part>
      </div>
    </aside>
  );
}

/** A column of the pane: it scrolls by itself, also by keyboard. */
function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

/** What can be done with the order as it stands. */
function WayOut({ shop, order, busy, onPost, onSkip }: OrderDetailProps & { order: Detail }) {
  const startJob = useStartJob();
  const command = useCommand();
  const selection: OrderSelection = { select: 'these', shopId: shop.shopId, orderIds: [order.orderId] };
  switch (order.verify) {
    case 'unknown':
    case 'sending':
      return (
        <Button
          small
          icon="search"
          disabledBecause={busy}
          title="Asks Stokly for our reference; nothing is sent twice"
          onClick={() => void startJob('documents.resolve', { shopId: shop.shopId })}
        >
          Check now
        </Button>
      );
    case 'skipped':
      return (
        <Button
          small
          onClick={async () => {
            const done = await command('orders.unskip', { selection });
            if (done) showDone(`Order ${order.orderId} is no longer skipped.`);
          }}
        >
          Unskip
        </Button>
      );
    case 'posted':
    case 'postedNow':
    case 'orderOnly':
    case 'cancelledAfter':
    case 'changedAfter':
      return (
        <Button
          small
          icon="search"
          disabledBecause={busy}
          title="Looks up whether the document is still there; a deleted one makes the order postable again"
          onClick={() => void startJob('orders.check', { selection })}
        >
          Check in Stokly
        </Button>
      );
    default:
      return (
        <>
          <Button small disabledBecause={busy} onClick={() => onSkip(order)}>
            Skip
          </Button>
          <Button small kind="primary" disabledBecause={busy} onClick={() => onPost(order)}>
            {order.verify === 'rejected' || order.verify === 'deleted' ? 'Post again' : 'Post this order'}
          </Button>
        </>
      );
  }
}
