import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { PaymentDay } from '../../app/contract/payments.ts';
import { sumMinor } from '../../app/domain/money.ts';
import { FootSums, type Sum } from '../grid/foot-sums.tsx';
import { Grid } from '../grid/grid.tsx';
import { isTicked, tickedCount } from '../grid/selection.ts';
import { toTicks } from '../grid/ticks.ts';
import { Button } from '../widgets/button.tsx';
import { formatCount, plural } from '../widgets/format.ts';
import { lazily } from '../widgets/lazily.tsx';
import { dayColumns } from './day-columns.tsx';
import { usePaymentState } from './payment-state.ts';

const UndoDialog = lazily(async () => (await import('../undo/undo-dialog.tsx')).UndoDialog);

interface DaysProps {
  readonly shop: ShopView;
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
export function Days({ shop, days, currency, activeDay }: DaysProps) {
  const { shopId } = shop;
  const [undoing, setUndoing] = useState<readonly string[] | null>(null);
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
  const undoable = days.filter((day) => day.documentCount > 0 && isTicked(selection, day.settledOn));
  const grid = (
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
          {undoable.length > 0 && (
            <Button
              small
              kind="quiet"
              title="What of the documents of the ticked days can be taken back; nothing is changed before you say so"
              onClick={() => setUndoing(undoable.map((day) => day.settledOn))}
            >
              Undo the ticked…
            </Button>
          )}
          <FootSums sums={sums} selection={selection} />
        </>
      }
    />
  );
  return (
    <>
      {grid}
      {undoing && (
        <UndoDialog
          shop={shop}
          which={plural(undoing.length, 'day')}
          selection={{ select: 'dates', shopId, dates: [...undoing] }}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
}
