import { formatAmount, formatCount } from '../widgets/format.ts';
import type { BridgeLine, Opens } from './bridge-lines.ts';
import { Waterfall } from './waterfall.tsx';

/** The bridge as a table, and drawn: each row of the table has its bar beside it. */
export function BridgeTable(props: {
  lines: readonly BridgeLine[];
  currency: string;
  /** What is explained: `15/10/2026`. */
  label: string;
  onOpen: (line: BridgeLine, opens: NonNullable<Opens>) => void;
}) {
  const { lines, currency, onOpen } = props;
  const bank = lines.findIndex(({ part }) => part === 'bank');
  const parts = [
    { title: 'From goods to earnings', own: lines.slice(0, bank) },
    { title: 'From earnings to the bank', own: lines.slice(bank) },
  ];
  return parts.map(({ title, own }) => (
    <section key={title} className="bridge-part" aria-label={title}>
      <table className="bridge-table" aria-label={`${title}, ${props.label}`}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className="right">
              Amount
            </th>
            <th scope="col" className="right">
              Rows
            </th>
          </tr>
        </thead>
        <tbody>
          {own.map((line) => (
            <tr key={line.id} className={line.look}>
              <th scope="row" title={line.name}>
                {line.name}
              </th>
              <td className="right figures">{formatAmount(line.amountMinor, currency)}</td>
              <td className="right">
                <OpenButton line={line} onOpen={onOpen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Waterfall lines={own} currency={currency} onOpen={onOpen} />
    </section>
  ));
}

function OpenButton(props: {
  line: BridgeLine;
  onOpen: (line: BridgeLine, opens: NonNullable<Opens>) => void;
}) {
  const { line, onOpen } = props;
  const { opens } = line;
  if (opens === null) return null;
  const text = line.rows === null ? (opens === 'withdrawals' ? 'Bank' : 'Rows') : formatCount(line.rows);
  return (
    <button
      type="button"
      className="row-link"
      aria-label={opens === 'withdrawals' ? `Withdrawals behind ${line.name}` : `Rows of ${line.name}`}
      onClick={() => onOpen(line, opens)}
    >
      {text}
    </button>
  );
}
