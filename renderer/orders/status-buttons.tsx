import { type OrderStatus, orderStatuses } from '../../app/domain/orders.ts';
import { formatCount } from '../widgets/format.ts';
import { orderStatusNames } from './looks.ts';

interface StatusButtonsProps {
  readonly counts: Partial<Record<OrderStatus, number>> | undefined;
  readonly chosen: OrderStatus | null;
  readonly onChoose: (status: OrderStatus | null) => void;
}

/** Six states and all of them, each with the number of orders the other filters leave. */
export function StatusButtons({ counts, chosen, onChoose }: StatusButtonsProps) {
  const all = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <fieldset className="status-buttons">
      <legend className="visually-hidden">Order status</legend>
      <StatusButton label="All" count={all} pressed={chosen === null} onPress={() => onChoose(null)} />
      {orderStatuses.map((status) => (
        <StatusButton
          key={status}
          label={orderStatusNames[status]}
          count={counts?.[status] ?? 0}
          pressed={chosen === status}
          onPress={() => onChoose(status)}
        />
      ))}
    </fieldset>
  );
}

function StatusButton(props: { label: string; count: number; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className="status-button" aria-pressed={props.pressed} onClick={props.onPress}>
      <span>{props.label}</span> <b className="figures">{formatCount(props.count)}</b>
    </button>
  );
}
