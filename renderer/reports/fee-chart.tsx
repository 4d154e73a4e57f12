import type { FeeLine, FeeTimeline } from './fee-months.ts';

const barsHeight = 34;
/** More lines than these stand in the table alone. */
const mostLines = 8;

/** Fees over the months: a row of bars for each fee, all on one scale. Each row is a picture with its figures as text. */
export function FeeChart(props: {
  timeline: FeeTimeline;
  /** Figures of a line, month by month; null = not charged. Positive = charged. */
  valuesOf: (line: FeeLine) => readonly (number | null)[];
  write: (value: number) => string;
}) {
  const { timeline, valuesOf, write } = props;
  const { months } = timeline;
  const shown = timeline.lines.slice(0, mostLines);
  const rest = timeline.lines.length - shown.length;
  const most = Math.max(1, ...shown.flatMap(valuesOf).map((value) => Math.abs(value ?? 0)));
  const step = 100 / Math.max(1, months.length);
  return (
    <figure className="fee-chart">
      {shown.map((line) => {
        const values = valuesOf(line);
        const words = months.flatMap((month, index) => {
          const value = values[index] ?? null;
          return value === null ? [] : [`${month} ${write(value)}`];
        });
        return (
          <div key={line.name} className="fee-line">
            <span className="fee-name" title={line.name}>
              {line.name}
            </span>
            <svg
              role="img"
              aria-label={`${line.name}: ${words.join('; ') || 'nothing'}`}
              width="100%"
              height={barsHeight}
            >
              <line className="base" x1="0" x2="100%" y1={barsHeight - 0.5} y2={barsHeight - 0.5} />
              {months.map((month, index) => {
                const value = values[index] ?? 0;
                const height = ((barsHeight - 2) * Math.abs(value)) / most;
                return (
                  <rect
                    key={month}
                    className={value < 0 ? 'back' : 'charged'}
                    x={`${index * step + step * 0.2}%`}
                    width={`${step * 0.6}%`}
                    y={barsHeight - 1 - height}
                    height={height}
                  >
                    <title>{`${month}: ${write(value)}`}</title>
                  </rect>
                );
              })}
            </svg>
          </div>
        );
      })}
      <figcaption className="fee-line">
        <span className="muted">{rest > 0 ? `${rest} more in the table` : ''}</span>
        <span className="fee-months">
          {months.map((month, index) => (
            <span key={month} className="muted figures">
              {months.length <= 12 || index % Math.ceil(months.length / 12) === 0 ? month : ''}
            </span>
          ))}
        </span>
      </figcaption>
    </figure>
  );
}
