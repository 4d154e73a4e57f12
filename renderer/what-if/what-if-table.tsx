import type { WhatIfLineView, WhatIfReport } from '../../app/contract/what-if.ts';
import { formatAmount, formatCount, plural } from '../widgets/format.ts';
import { sectionNames, toSections } from './what-if-lines.ts';

/** The totals in their variants, side by side. */
export function WhatIfTable({ report }: { report: WhatIfReport }) {
  const { currency, lines } = report;
  const hasChanges = lines.some((line) => line.changed !== null);
  return (
    <table className="plain-table what-if-table">
      <thead>
        <tr>
          <th scope="col">Amounts in {currency}</th>
          <th scope="col" className="right">
            Count
          </th>
          <th scope="col" className="right">
            As saved
          </th>
          {hasChanges && (
            <th scope="col" className="right">
              With unsaved changes
            </th>
          )}
          <th scope="col" className="right">
            Posted
          </th>
          <th scope="col" className="right">
            To post
          </th>
        </tr>
      </thead>
      {toSections(lines).map(({ section, lines: ofSection }) => (
        <tbody key={section}>
          <tr className="what-if-section">
            <th scope="rowgroup" colSpan={hasChanges ? 6 : 5}>
              {sectionNames[section]}
            </th>
          </tr>
          {ofSection.map((line) => (
            <Row key={line.name} line={line} currency={currency} hasChanges={hasChanges} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row(props: { line: WhatIfLineView; currency: string; hasChanges: boolean }) {
  const { line, currency, hasChanges } = props;
  const amount = (minor: number) => formatAmount(minor, currency);
  const differs = line.changeMinor !== null && line.changeMinor !== 0;
  return (
    <tr>
      <td>{line.name}</td>
      <td className="right">{formatCount((line.changed ?? line.saved).count)}</td>
      <td className="right">{amount(line.saved.amountMinor)}</td>
      {hasChanges && (
        <td className={differs ? 'right what-if-differs' : 'right'}>
          {amount(line.changed?.amountMinor ?? 0)}
        </td>
      )}
      <td className="right">{amount(line.posted.amountMinor)}</td>
      <td className="right">{amount(line.toPostMinor)}</td>
    </tr>
  );
}

/** What becomes nothing, and what was assumed. */
export function WhatIfNotes({ report, drafts }: { report: WhatIfReport; drafts: number }) {
  const { left, leftCount, assumedInvoices } = report;
  return (
    <ul className="what-if-notes">
      {drafts > 0 && (
        <li>
          With unsaved changes: {plural(drafts, 'item code')} chosen on the Product tab and not posted there
          yet.
        </li>
      )}
      {assumedInvoices > 0 && (
        <li>
          {plural(assumedInvoices, 'order')} of the settlement {assumedInvoices === 1 ? 'has' : 'have'} no
          invoice in the ledger yet: planned as if it were posted.
        </li>
      )}
      {left.slice(0, 8).map(({ reason, saved, changed }) => (
        <li key={reason}>
          {formatCount(saved)} left out
          {changed === null || changed === saved ? '' : `, ${formatCount(changed)} with the changes`}:{' '}
          {reason}
        </li>
      ))}
      {leftCount > 8 && <li>{formatCount(leftCount - 8)} other reasons are not listed.</li>}
    </ul>
  );
}
