import type { OrderDetail, OrderDocumentView } from '../../app/contract/orders.ts';
import { formatAmount, formatCount, formatDate, formatInstant, formatMoney } from '../widgets/format.ts';
import { type ComparedLine, compareLines } from './compare-documents.ts';

const kindNames: Readonly<Record<OrderDocumentView['kind'], string>> = {
  order: 'Sales order',
  invoice: 'Invoice',
  amendment: 'Changed invoice',
  creditNote: 'Credit note',
  payment: 'Payment',
};

const stateNames: Readonly<Record<string, string>> = {
  planned: 'planned, not sent',
  sending: 'being sent',
  posted: 'posted',
  rejected: 'refused by Stokly',
  unknown: 'sent, not confirmed',
  withdrawn: 'withdrawn',
};

function nameOf(document: OrderDocumentView): string {
  return `${kindNames[document.kind]} ${document.number ?? document.reference}`;
}

/** The invoice as it stands in the ledger beside the one that would be made today, differences marked. */
export function OrderInvoice({ order, timeZone }: { order: OrderDetail; timeZone: string }) {
  const { standing, planned, currency } = order;
  const document = standing ?? planned;
  if (!document) return <p className="muted">No invoice: {order.plannedReason ?? 'nothing is planned.'}</p>;
  const lines = compareLines(planned?.lines ?? [], standing?.lines ?? []);
  const hasBoth = standing !== null && planned !== null;
  return (
    <>
      <h3>
        {standing ? nameOf(standing) : `${kindNames[document.kind]} as planned`}{' '}
        <span className="muted">
          {standing
            ? `· ${stateNames[standing.state ?? ''] ?? ''}${standing.postedAt === null ? '' : ` ${formatInstant(standing.postedAt, timeZone)}`}`
            : '· not in Stokly'}
        </span>
      </h3>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Description</th>
            {hasBoth && (
              <th scope="col" className="right">
                Planned now
              </th>
            )}
            <th scope="col" className="right">
              {standing ? (standing.state === 'posted' ? 'Posted' : 'To be posted') : 'Planned'}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr
              key={`${line.itemCode} ${line.description}`}
              className={hasBoth && line.differs ? 'differs' : undefined}
            >
              <td className="code">{line.itemCode}</td>
              <td>
                {line.description}
                {hasBoth && line.differs && <span className="missing"> differs</span>}
              </td>
              {hasBoth && <Amount side={line.planned} currency={currency} />}
              <Amount side={standing ? line.standing : line.planned} currency={currency} />
            </tr>
          ))}
          <Tax document={document} planned={hasBoth ? planned : null} currency={currency} />
          <tr className="total">
            <td colSpan={2}>Total, dated {formatDate(document.issuedOn)}</td>
            {hasBoth && <td className="right">{formatMoney(planned.totalMinor, currency)}</td>}
            <td className="right">{formatMoney(document.totalMinor, currency)}</td>
          </tr>
        </tbody>
      </table>
      {standing !== null && standing.outstandingMinor !== null && (
        <p className="muted small-note">Outstanding {formatMoney(standing.outstandingMinor, currency)}</p>
      )}
      {standing !== null && planned === null && order.plannedReason && (
        <p className="muted small-note">Nothing would be made of it now: {order.plannedReason}</p>
      )}
    </>
  );
}

function Amount({ side, currency }: { side: ComparedLine['planned']; currency: string }) {
  if (!side) return <td className="right muted">none</td>;
  return (
    <td className="right">
      {side.quantity !== 1 && <span className="muted">{formatCount(side.quantity)} × </span>}
      {formatAmount(side.grossMinor, currency)}
    </td>
  );
}

/** Tax contained in the total; nothing where the shop's prices carry none. */
function Tax(props: { document: OrderDocumentView; planned: OrderDocumentView | null; currency: string }) {
  const taxOf = (document: OrderDocumentView) => document.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  const tax = taxOf(props.document);
  const plannedTax = props.planned ? taxOf(props.planned) : 0;
  if (tax === 0 && plannedTax === 0) return null;
  return (
    <tr className="muted">
      <td />
      <td>of it tax</td>
      {props.planned && <td className="right">{formatAmount(plannedTax, props.currency)}</td>}
      <td className="right">{formatAmount(tax, props.currency)}</td>
    </tr>
  );
}

/** Credit notes, payments and whatever else was made of the order, and the settlement rows that brought its money. */
export function OrderMoney({ order }: { order: OrderDetail }) {
  const { others, settlements, currency } = order;
  return (
    <>
      {others.length > 0 && (
        <>
          <h3>Other documents</h3>
          <ul className="document-list">
            {others.map((document) => (
              <li key={`${document.kind} ${document.reference} ${document.state}`}>
                <span>
                  {nameOf(document)}{' '}
                  <span className="muted">
                    {formatDate(document.issuedOn)} · {stateNames[document.state ?? ''] ?? ''}
                  </span>
                </span>
                <span className="figures">
                  {document.appliedMinor !== null && document.appliedMinor !== document.totalMinor
                    ? `${formatAmount(document.appliedMinor, currency)} of ${formatAmount(document.totalMinor, currency)}`
                    : formatAmount(document.totalMinor, currency)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Settlement</h3>
      {settlements.length === 0 && <p className="muted">No settlement row names this order yet.</p>}
      {settlements.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Settled</th>
              <th scope="col" className="right">
                Revenue
              </th>
              <th scope="col" className="right">
                Fees
              </th>
              <th scope="col" className="right">
                Settlement
              </th>
              <th scope="col">Booked by</th>
            </tr>
          </thead>
          <tbody>
            {settlements.map((row) => (
              <tr key={row.rowKey} className={row.isSuperseded ? 'muted' : undefined}>
                <td title={row.type}>{formatDate(row.settledOn)}</td>
                <td className="right">{formatAmount(row.revenueMinor, currency)}</td>
                <td className="right">{formatAmount(row.feesMinor, currency)}</td>
                <td className="right">{formatAmount(row.settlementMinor, currency)}</td>
                <td>{row.isSuperseded ? 'another version counts' : (row.bookedBy ?? 'not yet')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

export function OrderHistory({ order, timeZone }: { order: OrderDetail; timeZone: string }) {
  if (order.history.length === 0) return <p className="muted">Nothing was done with this order yet.</p>;
  const numbered = order.history.map((line, place) => ({ place, line }));
  return (
    <>
      <h3>History</h3>
      <ul className="history">
        {numbered.map(({ place, line }) => (
          <li key={place}>
            <time className="figures muted">{formatInstant(line.at, timeZone)}</time> {line.text}
          </li>
        ))}
      </ul>
    </>
  );
}
