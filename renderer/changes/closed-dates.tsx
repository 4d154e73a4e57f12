import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { CloseView } from '../../app/contract/changes.ts';
import { useCommand } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { formatDate, formatInstant, formatMoney, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';

const ReasonDialog = lazily(async () => (await import('./reason-dialog.tsx')).ReasonDialog);

/** The closed ranges with their figures of then; the period above can be closed from here. */
export function ClosedDates({ shop, from, to }: { shop: ShopView; from: string; to: string }) {
  const { shopId, currency } = shop;
  const closes = useKept(useQuery('closes.list', { shopId }).data)?.closes ?? [];
  const [by, setBy] = useState('');
  const [reopening, setReopening] = useState<CloseView | null>(null);
  const call = useCommand();
  const money = (minor: number) => formatMoney(minor, currency);
  const hasPeriod = from !== '' && to !== '';
  return (
    <section className="closed-dates" aria-label="Closed dates">
      <div className="toolbar">
        <h2>Closed dates</h2>
        <span className="push" />
        <label className="inline-field">
          Closed by
          <input
            className="input"
            value={by}
            maxLength={100}
            placeholder="Your name"
            onChange={(event) => setBy(event.target.value)}
          />
        </label>
        <Button
          disabledBecause={hasPeriod ? null : 'Choose the period to close above'}
          onClick={() => void call('closes.close', { shopId, from, to, by: by.trim() })}
        >
          {hasPeriod ? `Close ${formatDate(from)} to ${formatDate(to)}` : 'Close a period'}
        </Button>
      </div>
      {closes.length === 0 ? (
        <p className="changes-none muted">
          No date is closed. Closing keeps the figures of a period: what changes in it later is listed above.
        </p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th>Dates</th>
              <th className="right">Settlement</th>
              <th className="right">Posted</th>
              <th className="right">Residual</th>
              <th>Documents</th>
              <th>
                <span className="visually-hidden">Steps</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {closes.map((close) => (
              <tr key={close.closeId}>
                <td className="figures">
                  {formatDate(close.from)} to {formatDate(close.to)}
                  <div className="muted">
                    {formatInstant(close.closedAt, shop.timeZone)}
                    {close.closedBy !== '' && `, ${close.closedBy}`}
                  </div>
                  {close.reopened && <div className="muted">Opened again: {close.reopened.reason}</div>}
                </td>
                <td className="right figures">{money(close.figures.settlementMinor)}</td>
                <td className="right figures">{money(close.figures.postedMinor)}</td>
                <td className="right figures">{money(close.figures.residualMinor)}</td>
                <td>{plural(close.figures.documents, 'document')}</td>
                <td>
                  {!close.reopened && (
                    <Button small kind="quiet" onClick={() => setReopening(close)}>
                      Open again…
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reopening && (
        <ReasonDialog
          title={`Open ${formatDate(reopening.from)} to ${formatDate(reopening.to)} again?`}
          explanation="Its figures of then stay in the books, with the reason."
          confirm="Open again"
          onClose={() => setReopening(null)}
          onConfirm={(reason) => {
            setReopening(null);
            void call('closes.reopen', { shopId, closeId: reopening.closeId, reason });
          }}
        />
      )}
    </section>
  );
}
