import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import type { Selection } from '../grid/selection.ts';
import { WhatIfButton } from '../what-if/what-if-button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { CheckField } from '../widgets/field.tsx';
import { formatDate, formatMoney, plural } from '../widgets/format.ts';
import { planDays } from './plan-days.ts';

/** What becomes of documents dated in a locked period. */
export type LockedDates = NonNullable<Ask<'payments.post'>['lockedDates']>;

interface PostDaysProps {
  readonly shop: ShopView;
  readonly selection: Selection;
  /** `dates` null = every day that is ready. */
  readonly onConfirm: (dates: readonly string[] | null, lockedDates: LockedDates) => void;
  readonly onClose: () => void;
}

/** The question before posting: which days, what they come to, what is left out, and what becomes of locked dates. */
export function PostDays({ shop, selection, onConfirm, onClose }: PostDaysProps) {
  const { shopId, currency } = shop;
  const [lockedDates, setLockedDates] = useState<LockedDates>('hold');
  // Asked as the tab asks, so that what the tab knows is there at once.
  const asked = lockedDates === 'hold' ? { shopId } : { shopId, lockedDates };
  const fresh = useQuery('payments.preview', asked).data;
  const preview = useKept(fresh);
  const { ready, leftOut, dates, settlementMinor } = planDays(preview?.days ?? [], selection);
  const locked = preview?.locked ?? null;
  const from = formatDate(ready[0]?.settledOn ?? '');
  const to = formatDate(ready.at(-1)?.settledOn ?? '');
  return (
    <ConfirmDialog
      title={`Post ${plural(ready.length, 'day')}, ${formatMoney(settlementMinor, currency)}?`}
      confirm="Post"
      disabledBecause={fresh ? (ready.length === 0 ? 'None of these days is ready' : null) : 'Counting'}
      onConfirm={() => onConfirm(dates, lockedDates)}
      onClose={onClose}
    >
      {ready.length > 0 && (
        <p>
          {ready.length === 1
            ? `The payment of ${from}`
            : `The payments of ${plural(ready.length, 'day')}, ${from} to ${to},`}{' '}
          with their knock-offs, credit notes and adjustment documents {ready.length === 1 ? 'goes' : 'go'} to{' '}
          {shop.ledgerName ?? 'the ledger'} for {shop.name}. Each day’s documents add up to its settlement.
        </p>
      )}
      {locked && (
        <>
          <p>
            Dates up to {formatDate(locked.lockedUntil)} are locked
            {locked.reason === '' ? '' : ` (${locked.reason})`}: nothing is dated in them.
          </p>
          <CheckField
            label={`Post ${plural(locked.documents, 'document')} of locked dates with the date ${formatDate(locked.firstOpenOn)}`}
            checked={lockedDates === 'firstOpenDay'}
            onChange={(isOn) => setLockedDates(isOn ? 'firstOpenDay' : 'hold')}
          />
        </>
      )}
      {leftOut.length > 0 && (
        <p className="muted">
          {plural(leftOut.length, 'day')} left out because something is in the way:{' '}
          {leftOut.map((day) => formatDate(day.settledOn)).join(', ')}.
        </p>
      )}
      {ready.length > 0 && (
        <p>
          <WhatIfButton
            shop={shop}
            title={plural(ready.length, 'day')}
            subject={{ of: 'payments', dates: ready.map((day) => day.settledOn) }}
          />
        </p>
      )}
    </ConfirmDialog>
  );
}
