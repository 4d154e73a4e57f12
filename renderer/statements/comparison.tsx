import type { CompareStatementsResult } from '../../app/contract/statements.ts';
import { formatAmount, formatCount, formatDate, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';

/** Date by date to the cent, then the rows that differ with both values. */
export function Comparison({ result }: { result: CompareStatementsResult }) {
  const { currency, days, differences, differenceCount, uncovered } = result;
  const money = (minor: number | undefined) =>
    minor === undefined ? 'not there' : formatAmount(minor, currency);
  return (
    <>
      {differences.length > 0 && (
        <section aria-label="Rows that differ">
          <h3>Rows that differ</h3>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Date</th>
                <th scope="col">Row</th>
                <th scope="col" className="right">
                  TikTok Shop
                </th>
                <th scope="col" className="right">
                  File
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map((one) => (
                <tr key={`${one.settledOn} ${one.id} ${one.type} ${one.api?.settlementMinor}`}>
                  <td className="figures">{formatDate(one.settledOn)}</td>
                  <td>
                    {one.type} <span className="figures">{one.id}</span>
                  </td>
                  <td className="right figures">{money(one.api?.settlementMinor)}</td>
                  <td className="right figures">{money(one.file?.settlementMinor)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {differenceCount > differences.length && (
            <p className="muted">{formatCount(differenceCount - differences.length)} more differ.</p>
          )}
        </section>
      )}
      {uncovered.length > 0 && (
        <p className="missing">
          {plural(uncovered.length, 'date')} with a statement that no settlement file covers:{' '}
          {uncovered.map(formatDate).join(', ')}.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than its box is scrolled by keyboard too. */}
      <section className="undo-box" tabIndex={0} aria-label="Dates compared">
        <table className="plain-table" aria-label="Dates compared">
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col" className="right">
                TikTok Shop
              </th>
              <th scope="col" className="right">
                Files
              </th>
              <th scope="col" className="right">
                Difference
              </th>
              <th scope="col" className="right">
                Rows alike
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.settledOn}>
                <td className="figures">{formatDate(day.settledOn)}</td>
                <td className="right figures">{money(day.apiMinor)}</td>
                <td className="right figures">{money(day.fileMinor)}</td>
                <td className="right figures">
                  {day.differenceMinor === 0 ? (
                    <>
                      – <Icon name="check" size={13} />
                    </>
                  ) : (
                    <b className="missing">{money(day.differenceMinor)}</b>
                  )}
                </td>
                <td className="right figures">
                  {formatCount(day.equalRows)} of {formatCount(Math.max(day.fileRows, day.apiRows))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
