import type { PaymentDay } from '../../app/contract/payments.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { formatCount, plural } from '../widgets/format.ts';
import { dayColumns } from './day-columns.tsx';
import { usePaymentState } from './payment-state.ts';

interface DaysProps {
  readonly shopId: string;
  readonly days: readonly PaymentDay[];
  readonly currency: string;
  readonly activeDay: string;
}

/** Sums of the amounts of some days. */
export function daySums(days: readonly PaymentDay[], currency: string): readonly Sum[] {
  const settlementMinor = sumMinor(days.map((day) => day.settlementMinor));
  const residualMinor = sumMinor(days.map((day) => day.residualMinor));
  return [
    { columnId: 'settlement', label: 'Settlement', shown: settlementMinor, currency },
    { columnId: 'residual', label: 'Residual', shown: residualMinor, currency },
  ];
}

/** The settled dates: tick those to post, choose one to see what it becomes. */
export function Days({ shopId, days, currency, activeDay }: DaysProps) {
  const state = usePaymentState(shopId);
  const { selection } = state;
  const sums = daySums(days, currency);
  const ticks = toTicks({
    selection,
    setSelection: state.setSelection,
    rowAt: (index) => days[index],
    rowsBetween: (first, last) => Promise.resolve(days.slice(first, last + 1)),
    toTickable: (day: PaymentDay) => ({
      id: day.settledOn,
      amounts: { settlement: day.settlementMinor, residual: day.residualMinor },
    }),
  });
  const ticked = tickedCount(selection, days.length);
  return (
    <Grid
      name="days"
      label="Days"
      columns={dayColumns}
      total={days.length}
      rowAt={(index) => days[index]}
      idOf={(day) => day.settledOn}
      ticks={ticks}
      viewKey={shopId}
      activeId={activeDay}
      onActivate={(day) => state.set({ day: day.settledOn })}
      empty="No settlement yet."
      footer={
        <>
          <span>
            <b>{plural(days.length, 'day')}</b>
          </span>
          {ticked > 0 && <span>{formatCount(ticked)} ticked</span>}
          <FootSums sums={sums} selection={selection} />
        </>
      }
    />
  );
}
