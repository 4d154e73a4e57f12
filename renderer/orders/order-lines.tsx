import type { OrderDetail } from '../../app/contract/orders.ts';
import { codeText } from '../product/code-text.ts';
import { mappingLooks } from '../product/looks.ts';
import { formatAmount, formatCount, plural } from '../widgets/format.ts';
import { type ItemChoice, ItemPicker } from '../widgets/item-picker.tsx';
import { Status } from '../widgets/status.tsx';

export type OrderLine = OrderDetail['lines'][number];

interface OrderLinesProps {
  readonly order: OrderDetail;
  readonly ledgerId: string | null;
  readonly onMap: (line: OrderLine, item: ItemChoice) => void;
}

const columns = ['Code', 'Name', 'Price', 'Seller disc.', 'TikTok disc.', 'Qty', 'Subtotal'] as const;

/** What was bought, with the discounts of both sides; a missing code is chosen right here. */
export function OrderLines({ order, ledgerId, onMap }: OrderLinesProps) {
  const { currency, lines } = order;
  const amount = (minor: number) => (minor === 0 ? '' : formatAmount(minor, currency));
  const sum = (pick: (line: OrderLine) => number) => lines.reduce((total, line) => total + pick(line), 0);
  return (
    <>
      <table className="plain-table">
        <thead>
          <tr>
            {columns.map((name, index) => (
              <th key={name} scope="col" className={index > 1 ? 'right' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineNumber}>
              <td className="code-cell">
                <LineCode line={line} ledgerId={ledgerId} onMap={onMap} />
              </td>
              <td>
                {line.productName} <span className="muted">{line.variation}</span>
                {line.isGift && <span className="muted"> gift</span>}
              </td>
              <td className="right">{formatAmount(line.unitPriceMinor, currency)}</td>
              <td className="right">{amount(line.sellerDiscountMinor)}</td>
              <td className="right">{amount(line.platformDiscountMinor)}</td>
              <td className="right">{formatCount(line.quantity)}</td>
              <td className="right">{formatAmount(line.goodsMinor, currency)}</td>
            </tr>
          ))}
          <tr className="total">
            <td colSpan={3}>Goods</td>
            <td className="right">{amount(sum((line) => line.sellerDiscountMinor))}</td>
            <td className="right">{amount(sum((line) => line.platformDiscountMinor))}</td>
            <td className="right">{formatCount(sum((line) => line.quantity))}</td>
            <td className="right">
              {formatAmount(
                sum((line) => line.goodsMinor),
                currency,
              )}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="muted small-note">
        Shipping {formatAmount(order.shippingMinor, currency)}
        {order.taxMinor !== 0 && ` · tax added ${formatAmount(order.taxMinor, currency)}`} · paid by the buyer{' '}
        {formatAmount(order.paidMinor, currency)}
        {order.cancelledUnits > 0 && ` · ${plural(order.cancelledUnits, 'unit')} cancelled`}
      </p>
    </>
  );
}

function LineCode({ line, ledgerId, onMap }: { line: OrderLine } & Omit<OrderLinesProps, 'order'>) {
  const isMapped = line.mapping === 'sameCode' || line.mapping === 'mapped';
  return (
    <>
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
          onPick={(item) => onMap(line, item)}
        />
      )}
      {!isMapped && <Status look={mappingLooks[line.mapping]} />}
    </>
  );
}
