import type { PaymentDay } from '../../app/contract/payments.ts';
import type { Column } from '../grid/columns.ts';
import { Grid } from '../grid/grid.tsx';
import { formatAmount, formatDate, formatMoney, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { Status } from '../widgets/status.tsx';
import { dayLooks, documentLook } from './looks.ts';

type KnockOff = PaymentDay['knockOffs'][number] & { readonly place: string; readonly currency: string };

function knockOffColumns(): readonly Column<KnockOff>[] {
  const money = (id: string, header: string, pick: (row: KnockOff) => number): Column<KnockOff> => ({
    id,
    header,
    kind: 'money',
    width: 76,
    text: (row) => (pick(row) === 0 ? '' : formatAmount(pick(row), row.currency)),
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

const columns = knockOffColumns();

/** One settled day: the sum it must meet, what is knocked off, the adjustment document, and what was posted. */
export function DayPanel({ day }: { day: PaymentDay }) {
  const knockOffs = day.knockOffs.map(
    (one, index): KnockOff => ({ ...one, place: String(index), currency: day.currency }),
  );
  return (
    <section className="day-panel" aria-label={`Day ${day.settledOn}`}>
      <header className="day-head">
        <h2 className="figures">{formatDate(day.settledOn)}</h2>
        <Status look={dayLooks[day.state]} />
        <span className="muted">
          {plural(day.orderRows, 'order row')}, {plural(day.adjustmentRows, 'adjustment row')}
        </span>
      </header>
      <Equation day={day} />
      <Blockers day={day} />
      <div className="day-columns">
        <Grid
          name="knock-offs"
          label={`Knock-offs of ${day.settledOn}`}
          columns={columns}
          total={knockOffs.length}
          rowAt={(index) => knockOffs[index]}
          idOf={(row) => row.place}
          viewKey={day.settledOn}
          empty="No invoice is knocked off on this day."
        />
        <div className="day-side">
          <AdjustmentDocument day={day} />
          <Documents day={day} />
        </div>
      </div>
    </section>
  );
}

/** The sum of accounting.md §4, spelled out, with a tick when it holds to the minor unit. */
function Equation({ day }: { day: PaymentDay }) {
  const planned = day.allocatedMinor + day.adjustmentDocumentMinor;
  const holds = planned === day.settlementMinor && day.residualMinor === 0;
  const money = (minor: number) => formatMoney(minor, day.currency);
  return (
    <p className={holds ? 'equation tone-done' : 'equation tone-attention'}>
      <Icon name={holds ? 'check' : 'alert'} />
      <span className="figures">
        Knock-offs {money(day.allocatedMinor)} + adjustment document {money(day.adjustmentDocumentMinor)} ={' '}
        {money(planned)}
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

function Blockers({ day }: { day: PaymentDay }) {
  if (day.blockers.length === 0) return null;
  const money = (minor: number) => formatMoney(minor, day.currency);
  return (
    <ul className="gaps blockers" aria-label="In the way">
      {day.blockers.map((blocker) => (
        <li key={`${blocker.code} ${blocker.rowKey} ${blocker.orderId} ${blocker.message}`}>
          <Icon name="alert" size={14} /> {blocker.message}
          {blocker.values && (
            <span className="figures">
              {' '}
              Settlement {money(blocker.values.settlementMinor)}, books {money(blocker.values.booksMinor)}.
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function AdjustmentDocument({ day }: { day: PaymentDay }) {
  return (
    <>
      <h3>Tiktok Adjustment</h3>
      {day.adjustmentLines.length === 0 ? (
        <p className="muted">No adjustment on this day.</p>
      ) : (
        <table className="plain-table">
          <tbody>
            {day.adjustmentLines.map((line) => (
              <tr key={`${line.label} ${line.ids.join()}`}>
                <td title={line.ids.join(', ')}>
                  {line.label}{' '}
                  <span className="muted figures">
                    {line.ids.length === 1 && line.ids[0]}
                    {line.ids.length > 1 && plural(line.ids.length, 'row')}
                  </span>
                </td>
                <td className="right">{formatAmount(line.amountMinor, day.currency)}</td>
              </tr>
            ))}
            <tr className="total">
              <td>Total</td>
              <td className="right">{formatMoney(day.adjustmentDocumentMinor, day.currency)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </>
  );
}

const kindNames = {
  order: 'Sales order',
  invoice: 'Invoice',
  amendment: 'Fee lines',
  creditNote: 'Credit note',
  payment: 'Customer payment',
} as const;

function Documents({ day }: { day: PaymentDay }) {
  if (day.documents.length === 0) return null;
  return (
    <>
      <h3>Documents</h3>
      <table className="plain-table">
        <tbody>
          {day.documents.map((one) => (
            <tr key={one.reference} title={one.problem ?? one.description}>
              <td>
                {kindNames[one.kind]} <b className="figures">{one.number ?? ''}</b>
              </td>
              <td>
                <Status look={documentLook(one.state)} title={one.problem ?? undefined} />
              </td>
              <td className="right">{formatAmount(one.totalMinor, day.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
