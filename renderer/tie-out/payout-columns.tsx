import type { PayoutView } from '../../app/contract/tieout.ts';
import { sumMinor } from '../../app/domain/money.ts';
import type { Column } from '../grid/columns.ts';
import type { Sum } from '../grid/foot-sums.tsx';
import { formatAmount, formatDate, formatMoney } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import { look, Status, type StatusLook } from '../widgets/status.tsx';

/** How far the money of a date has come: as far as the last cent of it. */
export const stageLooks: Readonly<Record<PayoutView['stage'], StatusLook>> = {
  earned: look('ready', 'Earned', 'ring'),
  processing: look('moving', 'Processing', 'clock'),
  withdrawn: look('attention', 'Withdrawn', 'arrowRight'),
  inBank: look('done', 'In bank'),
  nothing: look('skipped', 'Nothing due'),
};

const stageMeanings: Readonly<Record<PayoutView['stage'], string>> = {
  earned: 'Still in the balance at TikTok Shop, or part of it is',
  processing: 'Withdrawn; TikTok Shop is still processing it',
  withdrawn: 'TikTok Shop says it has left; no bank line is matched yet',
  inBank: 'Its withdrawals are matched to lines of the bank',
  nothing: 'This date earned nothing, or a later date has used it up',
};

/** Zero as a dash with a tick: what agrees does not ask for reading. */
function Residual({ minor, currency }: { minor: number; currency: string }) {
  if (minor === 0)
    return (
      <span className="residual-none">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{formatAmount(0, currency)}</span>
        <Icon name="check" size={14} />
      </span>
    );
  return (
    <span className="residual-some">
      {formatAmount(minor, currency)}
      <Icon name="alert" size={14} />
    </span>
  );
}

export function payoutColumns(currency: string): readonly Column<PayoutView>[] {
  const money = (
    id: string,
    header: string,
    pick: (row: PayoutView) => number,
    more: Partial<Column<PayoutView>> = {},
  ): Column<PayoutView> => ({
    id,
    header,
    kind: 'money',
    width: 82,
    text: (row) => formatAmount(pick(row), currency),
    ...more,
  });
  return [
    { id: 'date', header: 'Date', kind: 'date', width: 96, text: (row) => formatDate(row.settledOn) },
    money('settlement', 'Settlement', (row) => row.settlementMinor, { width: 88 }),
    money('posted', 'Posted', (row) => row.postedMinor),
    money('residual', 'Residual', (row) => row.residualMinor, {
      width: 76,
      hint: () => 'Settlement less what is posted to the clearing account',
      cell: (row) => <Residual minor={row.residualMinor} currency={currency} />,
    }),
    money('earned', 'Earned', (row) => row.earnedMinor, {
      hint: (row) =>
        row.statedMinor === null || row.statedMinor === row.earnedMinor
          ? undefined
          : `The Withdrawal sheet says ${formatMoney(row.statedMinor, currency)}`,
    }),
    {
      id: 'stage',
      header: 'Stage',
      kind: 'status',
      width: 118,
      grow: true,
      text: (row) => stageLooks[row.stage].label,
      hint: (row) =>
        row.openMinor > 0 && row.openMinor < row.earnedMinor
          ? `${formatMoney(row.openMinor, currency)} of it is still at TikTok Shop`
          : stageMeanings[row.stage],
      cell: (row) => <Status look={stageLooks[row.stage]} />,
    },
  ];
}

/** Sums of the payouts shown. */
export function payoutSums(payouts: readonly PayoutView[], currency: string): readonly Sum[] {
  const sum = (columnId: string, label: string, pick: (row: PayoutView) => number): Sum => ({
    columnId,
    label,
    shown: sumMinor(payouts.map(pick)),
    currency,
  });
  return [
    sum('settlement', 'Settlement', (row) => row.settlementMinor),
    sum('posted', 'Posted', (row) => row.postedMinor),
    sum('residual', 'Residual', (row) => row.residualMinor),
    sum('earned', 'Earned', (row) => row.earnedMinor),
  ];
}
