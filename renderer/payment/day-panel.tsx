import { useCallback, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { KnockOffView, PaymentDay } from '../../app/contract/payments.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import type { Column } from '../grid/columns.ts';
import { Grid } from '../grid/grid.tsx';
import { useWindows } from '../grid/use-windows.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatDate, formatMoney, localDates, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { lazily } from '../widgets/lazily.tsx';
import { Status } from '../widgets/status.tsx';
import { DaySide } from './day-side.tsx';
import { dayLooks } from './looks.ts';
import { usePaymentState } from './payment-state.ts';
import { openRows } from './row-scope.ts';

const UndoDialog = lazily(async () => (await import('../undo/undo-dialog.tsx')).UndoDialog);

/** Its place tells two equal knock-offs apart. */
type KnockOff = KnockOffView & { readonly place: number };

function knockOffColumns(currency: string): readonly Column<KnockOff>[] {
  const money = (id: string, header: string, pick: (row: KnockOff) => number): Column<KnockOff> => ({
    id,
    header,
    kind: 'money',
    width: 76,
    text: (row) => (pick(row) === 0 ? '' : formatAmount(pick(row), currency)),
  });
  return [
    {
      id: 'invoice',
      header: 'Invoice',
      kind: 'code',
      width: 96,
      text: (row) => row.invoiceNumber ?? '',
      hint: (row) => row.invoiceNumber ?? undefined,
    },
    {
      id: 'order',
      header: 'Order ID',
      kind: 'code',
      width: 166,
      grow: true,
      text: (row) => row.orderId ?? '',
      hint: (row) => row.orderId ?? undefined,
    },
    money('cash', 'Cash', (row) => row.cashMinor),
    money('fees', 'Fees', (row) => row.feesMinor),
    money('credited', 'Credited', (row) => row.creditedMinor),
    money('adjustment', 'Adjusted', (row) => row.adjustmentMinor),
  ];
}

/** One settled day: the sum it must meet, what is knocked off, its fees and documents, what remains and why. */
export function DayPanel({ shop, day }: { shop: ShopView; day: PaymentDay }) {
  const { shopId } = shop;
  const [isUndoing, setUndoing] = useState(false);
  const { settledOn, currency } = day;
  const state = usePaymentState(shopId);
  const asked = useQuery('payments.day', { shopId, settledOn });
  const kept = useKept(asked.data)?.day;
  const detail = kept?.settledOn === settledOn ? kept : undefined;
  const toInput = useCallback(
    (offset: number, limit: number) => ({ shopId, settledOn, offset, limit }),
    [shopId, settledOn],
  );
  const windows = useWindows({
    method: 'payments.knockOffs',
    key: `${shopId} ${settledOn}`,
    toInput,
    toTotal: (answer) => answer.total,
  });
  const knockOffAt = (index: number): KnockOff | undefined => {
    const row = windows.rowAt(index);
    return row && { ...row, place: index };
  };
  return (
    <section className="day-panel" aria-label={`Day ${settledOn}`}>
      <header className="day-head">
        <h2 className="figures">{formatDate(settledOn)}</h2>
        <Status look={dayLooks[day.state]} />
        <button
          type="button"
          className="figure-link"
          title="Shows the rows of this date"
          onClick={() => openRows(state, { day: settledOn })}
        >
          {plural(day.orderRows, 'order row')}, {plural(day.adjustmentRows, 'adjustment row')}
        </button>
        {day.documentCount > 0 && (
          <Button small kind="quiet" onClick={() => setUndoing(true)}>
            Undo…
          </Button>
        )}
        {asked.error && <span className="missing">{asked.error.message}</span>}
      </header>
      {isUndoing && (
        <UndoDialog
          shop={shop}
          which={formatDate(settledOn)}
          selection={{ select: 'dates', shopId, dates: [settledOn] }}
          onClose={() => setUndoing(false)}
        />
      )}
      <Equation day={day} />
      <Blockers shopId={shopId} day={detail ?? day} />
      <div className="day-columns">
        <Grid
          name="knock-offs"
          label={`Knock-offs of ${settledOn}`}
          columns={knockOffColumns(currency)}
          total={windows.total}
          rowAt={knockOffAt}
          idOf={(row) => String(row.place)}
          onRange={windows.onRange}
          viewKey={windows.shownKey}
          onOpen={(row) => {
            if (row.orderId !== null) openRows(state, { orderId: row.orderId });
          }}
          empty="No invoice is knocked off on this day."
        />
        {detail ? <DaySide shopId={shopId} day={detail} /> : <div className="day-side" aria-busy="true" />}
      </div>
    </section>
  );
}

/** The sum of accounting.md §4, spelled out, with a tick when it holds to the minor unit. */
function Equation({ day }: { day: PaymentDay }) {
  const planned = day.allocatedMinor + day.adjustmentDocumentMinor;
  const holds = planned + day.reserveMinor === day.settlementMinor && day.residualMinor === 0;
  const money = (minor: number) => formatMoney(minor, day.currency);
  return (
    <p className={holds ? 'equation tone-done' : 'equation tone-attention'}>
      <Icon name={holds ? 'check' : 'alert'} />
      <span className="figures">
        Knock-offs {money(day.allocatedMinor)} + adjustment document {money(day.adjustmentDocumentMinor)} ={' '}
        payment {money(planned)}
        {day.reserveMinor !== 0 && `, reserve ${money(day.reserveMinor)} (held back or released, not booked)`}
      </span>
      <span>
        {holds ? (
          <>
            <b className="figures">= settlement {money(day.settlementMinor)}</b>, residual{' '}
            {formatAmount(0, day.currency)}
          </>
        ) : (
          <b className="figures">
            settlement {money(day.settlementMinor)}, residual {money(day.residualMinor)}
          </b>
        )}
      </span>
    </p>
  );
}

/** What remains and why, with both values where two differ. */
function Blockers({ shopId, day }: { shopId: string; day: PaymentDay }) {
  const state = usePaymentState(shopId);
  if (day.blockers.length === 0) return null;
  const money = (minor: number) => formatMoney(minor, day.currency);
  const left = day.blockerCount - day.blockers.length;
  return (
    <ul className="gaps blockers" aria-label="In the way">
      {day.blockers.map((blocker) => (
        <li key={`${blocker.code} ${blocker.rowKey} ${blocker.orderId} ${blocker.message}`}>
          <Icon name="alert" size={14} />{' '}
          {blocker.rowKey === null ? (
            localDates(blocker.message)
          ) : (
            <button
              type="button"
              className="figure-link"
              title="Shows the row and what may be answered"
              onClick={() =>
                openRows(state, {
                  day: day.settledOn,
                  ...(blocker.orderId === null ? {} : { orderId: blocker.orderId }),
                })
              }
            >
              {localDates(blocker.message)}
            </button>
          )}
          {blocker.values && (
            <span className="figures">
              {' '}
              Settlement {money(blocker.values.settlementMinor)}, books {money(blocker.values.booksMinor)}.
            </span>
          )}
        </li>
      ))}
      {left > 0 && <li>{plural(left, 'more row')} of this date: see the rows below.</li>}
    </ul>
  );
}
