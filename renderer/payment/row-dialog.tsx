import { useState } from 'react';
import type { PaymentRow } from '../../app/contract/payments.ts';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { CheckField } from '../widgets/field.tsx';
import { formatDate, plural } from '../widgets/format.ts';

/** Nothing, zero, or the strokes that stand for nothing in exports. */
const nothing = /^(?:[-/–—]*|[-+]?0(?:[.,]0+)?)$/;

/** A settlement row as it stands in its file: every column with its own name, those that say nothing left out at first. */
export function RowDialog(props: {
  shopId: string;
  row: PaymentRow;
  onDay: () => void;
  onClose: () => void;
}) {
  const { shopId, row } = props;
  const { data, error } = useQuery('payments.row', { shopId, rowKey: row.rowKey });
  const [showsAll, setShowsAll] = useState(false);
  const cells = data?.cells ?? [];
  const shown = showsAll ? cells : cells.filter(({ text }) => !nothing.test(text));
  return (
    <Dialog
      title={`Row ${row.rowNumber} of ${data?.fileName ?? 'its file'}`}
      onClose={props.onClose}
      onSubmit={props.onClose}
      actions={
        <>
          <Button onClick={props.onDay}>{`Open ${formatDate(row.settledOn)}`}</Button>
          <Button kind="primary" type="submit" autoFocus>
            Done
          </Button>
        </>
      }
    >
      {error && (
        <p className="missing" role="alert">
          {error.message}
        </p>
      )}
      <CheckField
        label={data ? `All ${plural(cells.length, 'column')}, empty and zero too` : 'All columns'}
        checked={showsAll}
        onChange={setShowsAll}
      />
      <section
        className="row-cells"
        aria-label="Columns of the row"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
        tabIndex={0}
        aria-busy={data === undefined && !error}
      >
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Column of the file</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, text }, index) => (
              // Files may have two columns of one name.
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a file keep their places
              <tr key={index}>
                <th scope="row">{name}</th>
                <td className="figures">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Dialog>
  );
}
