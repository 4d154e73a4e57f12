import { type KeyboardEvent, useRef, useState } from 'react';
import { formatMoney, plural } from '../widgets/format.ts';
import { type BridgeLine, type Opens, toBars } from './bridge-lines.ts';

/** Height of a line: the same as of a row in the table beside it. */
export const lineHeight = 24;
const barHeight = 14;

/** A line in words, as it is read out. */
export function lineWords({ name, amountMinor }: BridgeLine, currency: string): string {
  return `${name} ${formatMoney(amountMinor, currency)}`;
}

/**
 * The bridge drawn: a bar a line, beside the line's row of the table. The drawing is one picture with its lines as text
 * alternative; over its bars lie buttons that open the rows, one of which Tab reaches and the arrows move on from.
 */
export function Waterfall(props: {
  lines: readonly BridgeLine[];
  currency: string;
  onOpen: (line: BridgeLine, opens: NonNullable<Opens>) => void;
}) {
  const { lines, currency } = props;
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const [current, setCurrent] = useState<string | null>(null);
  const bars = toBars(lines);
  const open = lines.filter((line) => line.opens !== null);
  const first = open.find(({ id }) => id === current) ?? open[0];

  const move = (event: KeyboardEvent, line: BridgeLine) => {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = open[open.indexOf(line) + by];
    if (next) buttons.current.get(next.id)?.focus();
  };
  const height = lines.length * lineHeight;
  return (
    <figure className="waterfall" style={{ height }}>
      <svg
        role="img"
        aria-label={`Waterfall: ${lines.map((line) => lineWords(line, currency)).join('; ')}.`}
        width="100%"
        height={height}
      >
        {lines.map((line, index) => {
          const bar = bars[index];
          if (!bar) return null;
          const top = index * lineHeight;
          const next = lines[index + 1];
          return (
            <g key={line.id}>
              <line className="zero" x1={`${bar.zero}%`} x2={`${bar.zero}%`} y1={top} y2={top + lineHeight} />
              {next?.part === line.part && next.id !== 'bank' && (
                <line
                  className="joint"
                  x1={`${bar.end}%`}
                  x2={`${bar.end}%`}
                  y1={top + lineHeight / 2}
                  y2={top + lineHeight * 1.5}
                />
              )}
              <rect
                className={`bar ${toneOf(line)}`}
                x={`${bar.left}%`}
                width={`${bar.width}%`}
                y={top + (lineHeight - barHeight) / 2}
                height={barHeight}
              />
            </g>
          );
        })}
      </svg>
      {lines.map((line, index) => {
        const bar = bars[index];
        const { opens } = line;
        if (!bar || opens === null) return null;
        const words = lineWords(line, currency);
        return (
          <button
            key={line.id}
            type="button"
            className="bar-button"
            ref={(button) => {
              if (button) buttons.current.set(line.id, button);
              else buttons.current.delete(line.id);
            }}
            tabIndex={line === first ? 0 : -1}
            aria-label={`Bar: ${words}, open ${line.rows === null ? 'what is behind it' : plural(line.rows, 'row')}`}
            title={words}
            style={{ top: index * lineHeight, left: `${bar.left}%`, width: `${bar.width}%` }}
            onFocus={() => setCurrent(line.id)}
            onKeyDown={(event) => move(event, line)}
            onClick={() => props.onOpen(line, opens)}
          />
        );
      })}
    </figure>
  );
}

function toneOf({ look, amountMinor }: BridgeLine): string {
  if (look !== 'step') return look;
  return amountMinor < 0 ? 'less' : 'more';
}
