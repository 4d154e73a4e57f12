import type { ChangeView } from '../../app/contract/changes.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatDate } from '../widgets/format.ts';

const causes: Readonly<Record<ChangeView['cause'], string>> = {
  rowChanged: 'Settlement row changed',
  orderChanged: 'Order changed',
  orderCancelled: 'Order cancelled',
  documentEdited: 'Edited in the ledger',
  documentTouched: 'Paid or credited in the ledger',
  documentGone: 'Deleted in the ledger',
};

const offers: Readonly<Record<ChangeView['offer'], string>> = {
  postDelta: 'Post the difference…',
  creditNote: 'Post a credit note',
  accept: 'Accept as it is',
  ignore: 'Ignore…',
};

interface ChangesTableProps {
  readonly changes: readonly ChangeView[];
  readonly busy: string | null;
  readonly isClosedOnly: boolean;
  readonly onSettle: (change: ChangeView) => void;
  readonly onIgnore: (change: ChangeView) => void;
  readonly onOpenOrder: (change: ChangeView) => void;
}

/** Both values of each difference side by side, and what can be done about it. */
export function ChangesTable(props: ChangesTableProps) {
  const { changes, busy, isClosedOnly, onSettle, onIgnore, onOpenOrder } = props;
  if (changes.length === 0) {
    return (
      <p className="changes-none muted">
        {isClosedOnly ? 'Nothing has changed in closed dates.' : 'Nothing differs from what was posted.'}
      </p>
    );
  }
  const value = (minor: number | null, currency: string) =>
    minor === null ? '–' : formatAmount(minor, currency);
  return (
    <div className="changes-box">
      <table className="plain-table">
        <thead>
          <tr>
            <th>Date</th>
            <th>What</th>
            <th className="right">Posted</th>
            <th className="right">Now</th>
            <th>Details</th>
            <th>
              <span className="visually-hidden">Steps</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr key={change.changeId}>
              <td className="figures">
                {formatDate(change.on)}
                {change.closeId !== null && <div className="muted">closed</div>}
              </td>
              <td>
                {causes[change.cause]}
                <div className="muted figures">{change.document?.number ?? ''}</div>
                {change.orderId !== null && (
                  <Button small kind="quiet" title="Open the order" onClick={() => onOpenOrder(change)}>
                    {change.orderId}
                  </Button>
                )}
              </td>
              <td className="right figures">{value(change.booksMinor, change.currency)}</td>
              <td className="right figures">{value(change.nowMinor, change.currency)}</td>
              <td className="changes-details">{change.message}</td>
              <td className="changes-steps">
                {change.offer !== 'ignore' && (
                  <Button small disabledBecause={busy} onClick={() => onSettle(change)}>
                    {offers[change.offer]}
                  </Button>
                )}
                <Button small kind="quiet" onClick={() => onIgnore(change)}>
                  Ignore…
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
