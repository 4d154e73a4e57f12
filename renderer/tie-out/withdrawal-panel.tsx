import type { WithdrawalView } from '../../app/contract/tieout.ts';
import { Button } from '../widgets/button.tsx';
import { formatDate, formatMoney, plural } from '../widgets/format.ts';
import { Status } from '../widgets/status.tsx';
import { withdrawalLooks } from './bank-columns.tsx';
import type { Bank } from './use-bank.ts';

/** One withdrawal: the bank line it was matched to, or those that may be it. */
export function WithdrawalPanel({
  withdrawal,
  currency,
  bank,
}: {
  withdrawal: WithdrawalView;
  currency: string;
  bank: Bank;
}) {
  const { line, suggestions, requestedOn, amountMinor } = withdrawal;
  return (
    <section className="withdrawal-panel" aria-label={`Withdrawal of ${formatDate(requestedOn)}`}>
      <header className="bridge-head">
        <h2 className="figures">
          {formatDate(requestedOn)} · {formatMoney(amountMinor, currency)}
        </h2>
        <Status look={withdrawalLooks[withdrawal.state]} />
      </header>
      {line && (
        <p className="match-line">
          <span className="text">
            <b>In the bank on {formatDate(line.bookedOn)}</b>, {daysApart(requestedOn, line.bookedOn)}
            <br />
            <span className="muted">{line.text || 'The line has no text.'}</span>
          </span>
          <Button onClick={() => bank.takeBack(withdrawal)}>Take back</Button>
        </p>
      )}
      {!line && suggestions.length === 0 && (
        <p className="muted match-line">
          No bank line has exactly this amount within a week of the request. Load the statement of these
          dates, or enter the line by hand.
        </p>
      )}
      {!line && (
        <ul className="suggestions" aria-label="Bank lines that may be it">
          {suggestions.map((one) => (
            <li key={one.lineId} className="match-line">
              <span className="text">
                <b className="figures">{formatDate(one.bookedOn)}</b>, exact amount,{' '}
                {apartWords(one.daysApart)}
                {one.namesReference && ', named by reference'}
                {one.isOnly ? ', fits nothing else' : ', something else fits too'}
                <br />
                <span className="muted">{one.text || 'The line has no text.'}</span>
              </span>
              <Button
                kind={one.isOnly ? 'primary' : 'plain'}
                label={`Accept the line of ${formatDate(one.bookedOn)}`}
                onClick={() => bank.accept([{ withdrawal, lineId: one.lineId }])}
              >
                Accept
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function daysApart(from: string, to: string): string {
  return apartWords((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function apartWords(days: number): string {
  return days === 0 ? 'the same day' : `${plural(days, 'day')} later`;
}
