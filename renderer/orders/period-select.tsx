import { type Period, periods } from './periods.ts';

/** No limit on either side. */
const allDates = { name: 'All dates', from: '', to: '' };

/** Sets both dates at once; says "Own dates" when they are no named period. */
export function PeriodSelect({
  from,
  to,
  hasAll = false,
  onChoose,
}: Period & { hasAll?: boolean; onChoose: (period: Period) => void }) {
  const named = hasAll ? [allDates, ...periods(Date.now())] : periods(Date.now());
  const chosen = named.find((period) => period.from === from && period.to === to);
  return (
    <select
      className="input period-select"
      aria-label="Period"
      value={chosen?.name ?? ''}
      onChange={(event) => {
        const next = named.find((period) => period.name === event.target.value);
        if (next) onChoose({ from: next.from, to: next.to });
      }}
    >
      <option value="" hidden>
        Own dates
      </option>
      {named.map((period) => (
        <option key={period.name} value={period.name}>
          {period.name}
        </option>
      ))}
    </select>
  );
}
