import type { ReactNode } from 'react';
import type { PaymentDayDetail } from '../../app/contract/payments.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { formatAmount, formatMoney, plural } from '../widgets/format.ts';
import { Status } from '../widgets/status.tsx';
import { documentLook } from './looks.ts';
import { usePaymentState } from './payment-state.ts';
import { openRows } from './row-scope.ts';

/** Beside the knock-offs of a date: its documents in the ledger, payment, fees, credit notes, adjustment document. */
export function DaySide({ shopId, day }: { shopId: string; day: PaymentDayDetail }) {
  return (
    <section className="day-side" aria-label={`Documents and fees of ${day.settledOn}`}>
      <Documents day={day} />
      <Figures title="Customer payment" total={formatMoney(day.paymentMinor, day.currency)} />
      <Fees shopId={shopId} day={day} />
      <CreditNotes shopId={shopId} day={day} />
      <AdjustmentDocument day={day} />
    </section>
  );
}

function Figures(props: { title: string; total: string; children?: ReactNode }) {
  return (
    <>
      <h3 className="side-head">
        {props.title} <span className="figures">{props.total}</span>
      </h3>
      {props.children && (
        <table className="plain-table">
          <tbody>{props.children}</tbody>
        </table>
      )}
    </>
  );
}

function Fees({ shopId, day }: { shopId: string; day: PaymentDayDetail }) {
  const state = usePaymentState(shopId);
  const total = sumMinor(day.fees.map((fee) => fee.amountMinor));
  if (day.fees.length === 0) return null;
  return (
    <Figures title="Fees" total={formatMoney(total, day.currency)}>
      {day.fees.map((fee) => (
        <tr key={fee.name}>
          <td>
            <button
              type="button"
              className="figure-link"
              title="Shows the rows with this fee"
              onClick={() => openRows(state, { day: day.settledOn, fee: fee.name })}
            >
              {fee.name}
            </button>{' '}
            <span className="muted figures">{plural(fee.rows, 'row')}</span>
          </td>
          <td className="right">{formatAmount(fee.amountMinor, day.currency)}</td>
        </tr>
      ))}
    </Figures>
  );
}

function CreditNotes({ shopId, day }: { shopId: string; day: PaymentDayDetail }) {
  const state = usePaymentState(shopId);
  if (day.creditNoteCount === 0) return null;
  // One invoice may get several credit notes of the same amount on one day: their place tells them apart.
  const notes = day.creditNotes.map((note, place) => ({ ...note, place }));
  return (
    <Figures title="Credit notes" total={formatMoney(day.creditedMinor, day.currency)}>
      {notes.map(({ place, orderId, invoiceNumber, amountMinor }) => (
        <tr key={place}>
          <td>
            {orderId === null ? (
              'Order unknown'
            ) : (
              <button
                type="button"
                className="figure-link figures"
                title="Shows the rows of this order"
                onClick={() => openRows(state, { orderId })}
              >
                {orderId}
              </button>
            )}{' '}
            {invoiceNumber && <span className="muted figures">on {invoiceNumber}</span>}
          </td>
          <td className="right">{formatAmount(amountMinor, day.currency)}</td>
        </tr>
      ))}
    </Figures>
  );
}

function AdjustmentDocument({ day }: { day: PaymentDayDetail }) {
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
            {day.gmvAdsMinor !== 0 && (
              <tr>
                <td className="indent">of which GMV ads</td>
                <td className="right muted">{formatAmount(day.gmvAdsMinor, day.currency)}</td>
              </tr>
            )}
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

/** The date's documents in the ledger, or on their way there. */
function Documents({ day }: { day: PaymentDayDetail }) {
  if (day.documents.length === 0) return null;
  const left = day.documentCount - day.documents.length;
  return (
    <>
      <h3>Documents in the ledger</h3>
      <table className="plain-table">
        <tbody>
          {day.documents.map((one) => (
            <tr key={`${one.kind} ${one.reference}`} title={one.description}>
              <td>
                {kindNames[one.kind]} <b className="figures">{one.number ?? ''}</b>
                {one.problem && one.state !== 'posted' && <div className="missing">{one.problem}</div>}
              </td>
              <td>
                <Status look={documentLook(one.state)} title={one.problem ?? undefined} />
              </td>
              <td className="right">{formatAmount(one.totalMinor, day.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="muted">{plural(left, 'more document')} of this date.</p>}
    </>
  );
}
