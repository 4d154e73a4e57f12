import type { Output } from '../../app/contract/api.ts';
import type { MatrixCellView } from '../../app/contract/standings.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { type OrderStatus, orderStatuses } from '../../app/domain/orders.ts';
import { orderStatusNames } from '../orders/looks.ts';
import { Button } from '../widgets/button.tsx';
import { formatMoney, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { actionWords, ledgerNames, ledgerStatuses } from './matrix-words.ts';

export interface MatrixActs {
  readonly onOpen: (cell: MatrixCellView) => void;
  readonly onAct: (cell: MatrixCellView) => void;
}

/** TikTok status × ledger status: how many, how much, and what is to be done about them. */
export function MatrixTable({ matrix, ...acts }: MatrixActs & { matrix: Output<'standings.matrix'> }) {
  const { cells, currency } = matrix;
  const of = (status: OrderStatus) => cells.filter((cell) => cell.status === status);
  return (
    <table className="plain-table matrix" aria-label="State matrix">
      <thead>
        <tr>
          <th scope="col">TikTok Shop ↓ · Stokly →</th>
          {ledgerStatuses.map((ledger) => (
            <th key={ledger} scope="col">
              {ledgerNames[ledger]}
            </th>
          ))}
          <th scope="col" className="right">
            Orders
          </th>
        </tr>
      </thead>
      <tbody>
        {orderStatuses.map((status) => (
          <tr key={status}>
            <th scope="row">{orderStatusNames[status]}</th>
            {ledgerStatuses.map((ledger) => (
              <td key={ledger}>
                <Cells
                  cells={of(status).filter((cell) => cell.ledger === ledger)}
                  currency={currency}
                  acts={acts}
                />
              </td>
            ))}
            <Total cells={of(status)} currency={currency} />
          </tr>
        ))}
        <tr className="total">
          <th scope="row">All</th>
          {ledgerStatuses.map((ledger) => (
            <Total key={ledger} cells={cells.filter((cell) => cell.ledger === ledger)} currency={currency} />
          ))}
          <Total cells={cells} currency={currency} />
        </tr>
      </tbody>
    </table>
  );
}

function Total({ cells, currency }: { cells: readonly MatrixCellView[]; currency: string }) {
  const orders = cells.reduce((sum, cell) => sum + cell.orders, 0);
  if (orders === 0) return <td className="muted">–</td>;
  return (
    <td className="figures">
      {plural(orders, 'order')}{' '}
      <span className="muted">{formatMoney(sumMinor(cells.map((cell) => cell.goodsMinor)), currency)}</span>
    </td>
  );
}

function Cells({
  cells,
  currency,
  acts,
}: {
  cells: readonly MatrixCellView[];
  currency: string;
  acts: MatrixActs;
}) {
  if (cells.length === 0) return <span className="muted">–</span>;
  return cells.map((cell) => {
    const { look, button, meaning } = actionWords[cell.action];
    const name = `${orderStatusNames[cell.status]}, ${ledgerNames[cell.ledger]}, ${look.label}`;
    return (
      <div
        key={cell.action}
        className={cell.action === 'none' ? 'matrix-cell' : `matrix-cell tone-${look.tone}`}
        title={meaning}
      >
        <button
          type="button"
          className="row-link"
          aria-label={`${name}: ${plural(cell.orders, 'order')}, ${formatMoney(cell.goodsMinor, currency)}`}
          onClick={() => acts.onOpen(cell)}
        >
          {plural(cell.orders, 'order')}
        </button>
        <span className="figures">{formatMoney(cell.goodsMinor, currency)}</span>
        {button === null ? (
          <span className="visually-hidden">{look.label}</span>
        ) : (
          <span className="matrix-action">
            <Icon name={look.icon} size={13} /> {look.label}
          </span>
        )}
        {button && (
          <Button small label={`${button}: ${name}`} onClick={() => acts.onAct(cell)}>
            {button}
          </Button>
        )}
      </div>
    );
  });
}
