import { memo } from 'react';
import { Button } from '../widgets/button.tsx';
import { DateBox } from '../widgets/date-box.tsx';
import { PeriodSelect } from './period-select.tsx';
import type { Period } from './periods.ts';

interface RangeControlProps extends Period {
  readonly onPeriod: (period: Partial<Period>) => void;
  readonly isFirst: boolean;
  readonly disabledBecause: string | null;
  readonly onRefresh: () => void;
}

/** The dates and the button that fetches them, as one thing. */
export const RangeControl = memo(DrawnControl);

function DrawnControl({ from, to, onPeriod, ...props }: RangeControlProps) {
  return (
    <fieldset className="range-control">
      <legend className="visually-hidden">Dates</legend>
      <DateBox label="From" value={from} onChange={(date) => onPeriod({ from: date })} />
      <DateBox label="To" value={to} onChange={(date) => onPeriod({ to: date })} />
      <PeriodSelect from={from} to={to} onChoose={onPeriod} />
      <Button
        kind={props.isFirst ? 'primary' : 'plain'}
        icon="refresh"
        disabledBecause={props.disabledBecause}
        title="Fetches the orders of these dates from TikTok Shop, day by day"
        onClick={props.onRefresh}
      >
        Refresh orders
      </Button>
    </fieldset>
  );
}
