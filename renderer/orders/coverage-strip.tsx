import { type KeyboardEvent, memo, useMemo, useRef, useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { parseBusinessDate } from '../../app/domain/dates.ts';
import { useStartJob } from '../data/use-command.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { Button } from '../widgets/button.tsx';
import { plural } from '../widgets/format.ts';
import { type CoverageCell, describeCell, describeCoverage, toCells } from './coverage-cells.ts';

interface CoverageStripProps {
  readonly shop: ShopView;
  readonly from: string;
  readonly to: string;
  /** Why nothing can be fetched now. */
  readonly busy: string | null;
}

/** Which days of the range were fetched: a cell each, and one button for what is missing. */
export const CoverageStrip = memo(DrawnStrip);

function DrawnStrip({ shop, from, to, busy }: CoverageStripProps) {
  const { shopId, timeZone } = shop;
  const startJob = useStartJob();
  const isRange = parseBusinessDate(from) !== null && parseBusinessDate(to) !== null && from <= to;
  const asked = useQuery('orders.coverage', isRange ? { shopId, from, to } : null, 'later');
  const data = useKept(asked.data);
  const cells = useMemo(() => (data ? toCells(data.days) : []), [data]);
  const [pointed, setPointed] = useState<CoverageCell | null>(null);
  if (!isRange) {
    return (
      <div className="toolbar coverage muted">
        {from > to && to !== ''
          ? 'The first date is after the last one. Swap them.'
          : 'Choose both dates to see which days were fetched.'}
      </div>
    );
  }
  if (asked.error) return <div className="toolbar coverage missing">{asked.error.message}</div>;
  if (!data) return <div className="toolbar coverage" />;
  const missing = data.days.filter(({ state }) => state === 'notFetched' || state === 'partly').length;
  const words = pointed ? describeCell(pointed, timeZone) : describeCoverage(data.days);
  return (
    <div className="toolbar coverage">
      <Cells
        cells={cells}
        timeZone={timeZone}
        busy={busy}
        onPoint={setPointed}
        onFetch={(cell) => void startJob('orders.fetch', { shopId, from: cell.from, to: cell.to })}
      />
      <span className="coverage-words figures" aria-hidden={pointed !== null} title={words}>
        {words}
      </span>
      {missing > 0 && (
        <Button
          small
          icon="download"
          disabledBecause={busy}
          title="Fetches the days that are not complete, and no others"
          onClick={() => void startJob('orders.fetch', { shopId, from, to, onlyMissing: true })}
        >
          {`Fetch ${plural(missing, 'missing day')}`}
        </Button>
      )}
    </div>
  );
}

interface CellsProps {
  readonly cells: readonly CoverageCell[];
  readonly timeZone: string;
  readonly busy: string | null;
  readonly onPoint: (cell: CoverageCell | null) => void;
  readonly onFetch: (cell: CoverageCell) => void;
}

/** One stop for Tab; arrows go from cell to cell, as in a toolbar. */
function Cells({ cells, timeZone, busy, onPoint, onFetch }: CellsProps) {
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const stop = Math.min(current, cells.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: stop + 1,
      ArrowLeft: stop - 1,
      Home: 0,
      End: cells.length - 1,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(cells.length - 1, wanted));
    setCurrent(next);
    const button = list.current?.children[next];
    if (button instanceof HTMLElement) button.focus();
  };
  return (
    <div
      className={cells.length > 31 ? 'coverage-cells many' : 'coverage-cells'}
      role="toolbar"
      aria-label="Days fetched"
      ref={list}
      onKeyDown={onKeyDown}
    >
      {cells.map((cell, index) => (
        <button
          key={cell.from}
          type="button"
          className={`coverage-cell ${cell.state}`}
          tabIndex={index === stop ? 0 : -1}
          aria-disabled={busy !== null || cell.state === 'ahead' || undefined}
          aria-label={`${describeCell(cell, timeZone)}${cell.state === 'ahead' ? '' : ' Fetch.'}`}
          onClick={() => {
            setCurrent(index);
            if (busy === null && cell.state !== 'ahead') onFetch(cell);
          }}
          onFocus={() => onPoint(cell)}
          onBlur={() => onPoint(null)}
          onMouseEnter={() => onPoint(cell)}
          onMouseLeave={() => onPoint(null)}
        />
      ))}
    </div>
  );
}
