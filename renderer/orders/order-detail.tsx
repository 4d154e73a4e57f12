import type { ReactNode } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { OrderDetail as Detail } from '../../app/contract/orders.ts';
import { useCommand } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { codeText } from '../product/code-text.ts';
import { mappingLooks } from '../product/looks.ts';
import { showDone } from '../shell/messages.ts';
import { IconButton } from '../widgets/button.tsx';
import { formatAmount, formatInstant, formatMoney, plural } from '../widgets/format.ts';
import { type ItemChoice, ItemPicker } from '../widgets/item-picker.tsx';
import { Status } from '../widgets/status.tsx';
import { orderStatusNames, verifyLooks } from './looks.ts';

interface OrderDetailProps {
  readonly shop: ShopView;
  readonly orderId: string;
  /** A missing code was mapped on one of the order's lines. */
  readonly onMapped: (order: Detail) => void;
  readonly onClose: () => void;
}

/** Events of the history in a person's words; the recorded details are the tooltip. */
const eventNames: Readonly<Record<string, string>> = {
  'document.planned': 'Planned',
  'document.sending': 'Sent to Stokly',
  'document.posted': 'Posted in Stokly',
  'document.rejected': 'Refused by Stokly',
  'document.unknown': 'Sent, no answer came',
  'document.withdrawn': 'Withdrawn',
};

type Line = Detail['lines'][number];

/** Below the grid: the order's lines, the invoice as planned or posted, and what happened so far. */
export function OrderDetail({ shop, orderId, onMapped, onClose }: OrderDetailProps) {
  const { data, error } = useQuery('orders.get', { shopId: shop.shopId, orderId });
  const order = useKept(data)?.order;
  const command = useCommand();

  const map = async (line: Line, item: ItemChoice) => {
    const done = await command('products.map', {
      shopId: shop.shopId,
      mappings: [{ skuId: line.skuId, components: [{ itemId: item.itemId, quantity: 1 }] }],
    });
    if (!done || !order) return;
    onMapped(order);
    showDone(
      `${line.productName} is mapped to ${item.code}. ${plural(done.openOrders, 'open order')} use it.`,
    );
  };

  if (!order) return <aside className="detail muted">{error?.message ?? 'Loading'}</aside>;
  return (
    <aside className="detail" aria-label={`Order ${order.orderId}`}>
      <header className="detail-head">
        <h2 className="figures">{order.orderId}</h2>
        <Status look={verifyLooks[order.verify]} />
        <span className="muted">
          {orderStatusNames[order.status]} · {order.orderedOn} · {order.recipient}
        </span>
        {order.reason && <span className="missing">{order.reason}</span>}
        <span className="push" />
        <IconButton icon="cross" label="Close order" onClick={onClose} />
      </header>
      <div className="detail-columns">
        <section aria-label="Lines">
          <Lines order={order} ledgerId={shop.ledgerId} onMap={(line, item) => void map(line, item)} />
        </section>
        <section aria-label="Invoice">
          <Invoice order={order} />
        </section>
        <section aria-label="History">
          <History order={order} timeZone={shop.timeZone} />
        </section>
      </div>
    </aside>
  );
}

function Lines(props: {
  order: Detail;
  ledgerId: string | null;
  onMap: (line: Line, item: ItemChoice) => void;
}) {
  const { order, ledgerId } = props;
  const amount = (minor: number) => (minor === 0 ? '' : formatAmount(minor, order.currency));
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Name</th>
          <th scope="col" className="right">
            Original price
          </th>
          <th scope="col" className="right">
            Seller discount
          </th>
          <th scope="col" className="right">
            TikTok discount
          </th>
          <th scope="col" className="right">
            Qty
          </th>
          <th scope="col" className="right">
            Subtotal
          </th>
        </tr>
      </thead>
      <tbody>
        {order.lines.map((line) => (
          <tr key={line.lineNumber}>
            <td className="code-cell">
              {line.components.length > 0 || ledgerId === null ? (
                <span className="code" title={line.components.map((one) => one.itemName).join(', ')}>
                  {codeText(line.components)}
                </span>
              ) : (
                <ItemPicker
                  hideLabel
                  ledgerId={ledgerId}
                  label={`Item code of ${line.productName}`}
                  code=""
                  placeholder="Choose an item"
                  onPick={(item) => props.onMap(line, item)}
                />
              )}
              {line.mapping !== 'sameCode' && line.mapping !== 'mapped' && (
                <Status look={mappingLooks[line.mapping]} />
              )}
            </td>
            <td>
              {line.productName} <span className="muted">{line.variation}</span>
              {line.isGift && <span className="muted"> gift</span>}
            </td>
            <td className="right">{formatAmount(line.unitPriceMinor, order.currency)}</td>
            <td className="right">{amount(line.sellerDiscountMinor)}</td>
            <td className="right">{amount(line.platformDiscountMinor)}</td>
            <td className="right">{line.quantity}</td>
            <td className="right">{formatAmount(line.goodsMinor, order.currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Invoice({ order }: { order: Detail }): ReactNode {
  const { invoice } = order;
  if (!invoice)
    return <p className="muted">No invoice: {order.reason ?? 'nothing is planned for this order.'}</p>;
  const numbered = invoice.lines.map((line, place) => ({ place, line }));
  return (
    <>
      <h3>
        Invoice {order.invoiceNumber ?? invoice.reference} <span className="muted">· {invoice.state}</span>
      </h3>
      <table className="plain-table">
        <tbody>
          {numbered.map(({ place, line }) => (
            <tr key={place}>
              <td className="code">{line.itemCode}</td>
              <td>{line.description}</td>
              <td className="right">{line.quantity}</td>
              <td className="right">{formatAmount(line.grossMinor, order.currency)}</td>
            </tr>
          ))}
          <tr className="total">
            <td colSpan={3}>Total, dated {invoice.issuedOn}</td>
            <td className="right">{formatMoney(invoice.grossMinor, order.currency)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

function History({ order, timeZone }: { order: Detail; timeZone: string }) {
  if (order.history.length === 0) return <p className="muted">Nothing was done with this order yet.</p>;
  return (
    <>
      <h3>History</h3>
      <ul className="history">
        {order.history.map((line) => (
          <li key={`${line.at} ${line.event} ${line.text}`}>
            <time className="figures muted">{formatInstant(line.at, timeZone)}</time>{' '}
            <span title={line.text}>{eventNames[line.event] ?? line.event}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
