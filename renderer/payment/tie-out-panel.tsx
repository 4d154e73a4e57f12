import type { TieOutReport } from '../../app/contract/tieout.ts';
import { useBackend } from '../data/backend.tsx';
import { useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, formatDate, formatMoney } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { look, Status } from '../widgets/status.tsx';

/** Does every payout agree to the cent: settlement against what was posted, by day and in sum. */
export function TieOutPanel({ shopId }: { shopId: string }) {
  const { cache } = useBackend();
  const { data: report, error } = useQuery('tieout.report', { shopId });
  if (!report) return <div className="full-page muted">{error?.message ?? 'Counting'}</div>;
  if (report.days.length === 0)
    return <div className="full-page muted">No settlement file is loaded yet.</div>;
  return (
    <section className="tie-out" aria-label="Tied out">
      <Figures report={report} onCheck={() => cache.invalidate((method) => method === 'tieout.report')} />
      <div className="tie-out-tables">
        <Days report={report} />
        <Fees report={report} />
        <Checks report={report} />
      </div>
    </section>
  );
}

function Figures({ report, onCheck }: { report: TieOutReport; onCheck: () => void }) {
  const money = (minor: number) => formatMoney(minor, report.currency);
  const open = report.days.filter((day) => !day.tiedOut).length;
  return (
    <>
      <p
        className={report.residualMinor === 0 && open === 0 ? 'verdict tone-done' : 'verdict tone-attention'}
      >
        <Icon name={report.residualMinor === 0 && open === 0 ? 'check' : 'alert'} />
        <span role="status">
          {report.residualMinor === 0 && open === 0
            ? `Tied out: all ${formatCount(report.days.length)} days agree, residual ${money(0)}.`
            : `${formatCount(open)} of ${formatCount(report.days.length)} days are not tied out, residual ${money(report.residualMinor)}.`}
        </span>
        <span className="push">
          <Button small icon="refresh" title="Asks the ledger again what it holds" onClick={onCheck}>
            Check again
          </Button>
        </span>
      </p>
      <dl className="figures-row">
        <Figure name="Settlement" value={money(report.settlementMinor)} />
        <Figure name="Posted" value={money(report.postedMinor)} />
        <Figure name="Residual" value={money(report.residualMinor)} />
        <Figure name="Earnings of the file" value={money(report.earningsMinor)} />
        <Figure name="Ads deducted" value={money(report.gmvDeductionMinor)} />
        <Figure name="Withdrawn to bank" value={money(report.withdrawnMinor)} />
        <Figure name="Clearing balance" value={money(report.clearingMinor)} />
        <Figure name="Invoiced" value={money(report.invoicedMinor)} />
        <Figure name="Outstanding" value={money(report.outstandingMinor)} />
      </dl>
    </>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figures">{value}</dd>
    </div>
  );
}

function Days({ report }: { report: TieOutReport }) {
  const amount = (minor: number | null) => (minor === null ? '' : formatAmount(minor, report.currency));
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col" className="right">
            Settlement
          </th>
          <th scope="col" className="right">
            Posted
          </th>
          <th scope="col" className="right">
            Difference
          </th>
          <th scope="col">Tied out</th>
        </tr>
      </thead>
      <tbody>
        {report.days.map((day) => (
          <tr key={day.settledOn}>
            <td className="figures">{formatDate(day.settledOn)}</td>
            <td className="right">{amount(day.settlementMinor)}</td>
            <td className="right">{amount(day.postedMinor)}</td>
            <td className="right">{amount(day.differenceMinor)}</td>
            <td>
              <Status look={day.tiedOut ? look('done', 'Tied out') : look('attention', 'Open')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Fees({ report }: { report: TieOutReport }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Where the money went</th>
          <th scope="col" className="right">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>Revenue</td>
          <td className="right">{formatAmount(report.revenueMinor, report.currency)}</td>
        </tr>
        {report.fees.map((fee) => (
          <tr key={fee.name}>
            <td className="indent">{fee.name}</td>
            <td className="right">{formatAmount(fee.amountMinor, report.currency)}</td>
          </tr>
        ))}
        <tr>
          <td>Fees</td>
          <td className="right">{formatAmount(report.feesMinor, report.currency)}</td>
        </tr>
        <tr>
          <td>Adjustments</td>
          <td className="right">{formatAmount(report.adjustmentsMinor, report.currency)}</td>
        </tr>
        <tr className="total">
          <td>Settlement</td>
          <td className="right">{formatMoney(report.settlementMinor, report.currency)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Checks({ report }: { report: TieOutReport }) {
  return (
    <ul className="checks" aria-label="Checks">
      {report.checks.map((check) => (
        <li key={check.id}>
          <Status
            look={
              check.checked === 0
                ? look('skipped', 'Not checked')
                : check.failed === 0
                  ? look('done', formatCount(check.checked))
                  : look('failed', `${formatCount(check.failed)} of ${formatCount(check.checked)}`)
            }
          />
          <span>{check.title}</span>
        </li>
      ))}
    </ul>
  );
}
