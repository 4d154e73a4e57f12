import { useState } from 'react';
import type { MappingImpact } from '../../app/contract/products.ts';
import { orderStatusNames } from '../orders/looks.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, formatDate, plural } from '../widgets/format.ts';
import { look, Status } from '../widgets/status.tsx';

const standings = {
  open: look('ready', 'Changes'),
  partly: look('skipped', 'Stays, in part'),
  posted: look('skipped', 'Stays'),
} as const;

/** The orders behind the figures, on request. */
export function ImpactOrders({ impact }: { impact: MappingImpact }) {
  const [shown, setShown] = useState(false);
  const total = impact.changes.orders + impact.stays.orders;
  if (total === 0) return null;
  if (!shown) {
    return (
      <div>
        <Button small onClick={() => setShown(true)}>
          Show {plural(total, 'order')}
        </Button>
      </div>
    );
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="impact-orders" aria-label="Orders" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Date</th>
              <th scope="col">Status</th>
              <th scope="col" className="right">
                Goods
              </th>
              <th scope="col">Effect</th>
            </tr>
          </thead>
          <tbody>
            {impact.orders.map((order) => (
              <tr key={order.orderId}>
                <td className="figures">{order.orderId}</td>
                <td className="figures">{formatDate(order.orderedOn)}</td>
                <td>{orderStatusNames[order.status]}</td>
                <td className="right">{formatAmount(order.goodsMinor, impact.currency)}</td>
                <td>
                  <Status look={standings[order.standing]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {impact.orders.length < total && (
        <p className="muted">
          The first {formatCount(impact.orders.length)} of {formatCount(total)}, by date.
        </p>
      )}
    </>
  );
}
