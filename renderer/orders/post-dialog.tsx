import { useState } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask, Output } from '../../app/contract/api.ts';
import { useKept, useQuery } from '../data/use-query.ts';
import { WhatIfButton } from '../what-if/what-if-button.tsx';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { CheckField } from '../widgets/field.tsx';
import { formatCount, formatDate, formatMoney, plural } from '../widgets/format.ts';
import { describeGroup } from '../widgets/group-reasons.ts';
import type { OrderSelection } from './to-selection.ts';

export type PostAction = 'default' | 'invoice' | 'order';

export interface PostRequest {
  readonly selection: OrderSelection;
  readonly action: PostAction;
}

/** What becomes of documents dated in a locked period. */
type LockedDates = NonNullable<Ask<'orders.post'>['lockedDates']>;

interface PostDialogProps {
  readonly shop: ShopView;
  readonly request: PostRequest;
  readonly onConfirm: (lockedDates: LockedDates) => void;
  readonly onClose: () => void;
}

type Preview = Output<'orders.preview'>;

const actionLines: Readonly<Record<PostAction, string>> = {
  default: 'Each order is posted as its status says in the settings.',
  invoice: 'Each order becomes an invoice, whatever its status.',
  order: 'Each order becomes a sales order without an invoice, whatever its status.',
};

/** The question before posting, with counts and the total as the backend has planned them. */
export function PostDialog({ shop, request, onConfirm, onClose }: PostDialogProps) {
  const [lockedDates, setLockedDates] = useState<LockedDates>('hold');
  const { data: fresh, error } = useQuery('orders.preview', { ...request, lockedDates });
  const data = useKept(fresh);
  const isEmpty = data !== undefined && data.documents === 0 && data.alreadyPosted === 0;
  const why = error?.message ?? (data ? (isEmpty ? 'There is nothing to post' : null) : 'Counting');
  return (
    <ConfirmDialog
      title={data ? titleOf(data, request.selection.select) : 'Post orders'}
      confirm={data && data.documents === 0 && data.alreadyPosted > 0 ? 'Look up' : 'Post'}
      disabledBecause={why}
      onConfirm={() => onConfirm(lockedDates)}
      onClose={onClose}
    >
      {error && (
        <p className="missing" role="alert">
          {error.message}
        </p>
      )}
      {!data && !error && <p className="muted">Counting</p>}
      {data && <PreviewWords shop={shop} preview={data} action={request.action} />}
      {data?.locked && (
        <CheckField
          label={`Post ${plural(data.locked.documents, 'document')} of locked dates with the date ${formatDate(data.locked.firstOpenOn)}`}
          checked={lockedDates === 'firstOpenDay'}
          onChange={(isOn) => setLockedDates(isOn ? 'firstOpenDay' : 'hold')}
        />
      )}
      {data && data.orders > 0 && (
        <p>
          <WhatIfButton
            shop={shop}
            title={plural(data.orders, 'order')}
            subject={{ of: 'orders', ...request }}
          />
        </p>
      )}
    </ConfirmDialog>
  );
}

function PreviewWords(props: { shop: ShopView; preview: Preview; action: PostAction }) {
  const { shop, action } = props;
  const { documents, kinds, again, alreadyPosted, held, currency } = props.preview;
  const heldCount = held.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      {documents > 0 && (
        <>
          <ul className="made-list">
            {kinds.map(({ kind, count, grossMinor }) => (
              <li key={kind}>
                <b>{kind === 'invoice' ? plural(count, 'invoice') : plural(count, 'sales order')}</b>
                <span className="figures">{formatMoney(grossMinor, currency)}</span>
              </li>
            ))}
          </ul>
          <p>
            {documents === 1 ? 'It goes' : 'They go'} to {shop.ledgerName ?? 'the ledger'} for {shop.name}.{' '}
            {actionLines[action]}
          </p>
        </>
      )}
      {again > 0 && (
        <p>
          {plural(again, 'order')} {again === 1 ? 'was' : 'were'} posted before and deleted in Stokly: posted
          again.
        </p>
      )}
      {alreadyPosted > 0 && (
        <p className="muted">
          {plural(alreadyPosted, 'order')} posted before: looked up in Stokly and left alone. What was deleted
          there is posted again.
        </p>
      )}
      {held.length > 0 && (
        <>
          <p className="muted">
            {plural(heldCount, 'order')} {heldCount === 1 ? 'stays as it is' : 'stay as they are'}:
          </p>
          <ul className="reason-list">
            {held.map(({ code, reason, count, orderIds }) => (
              <li key={`${code} ${reason}`} title={orderIds.join(', ')}>
                {count > orderIds.length
                  ? `${formatCount(count)} orders: ${reason}`
                  : describeGroup({ reason, names: orderIds }, 'orders')}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** `Post all 412 shown, £9,310.20?`, `Post 347 of 450 shown, …`, `Post 3 of 5 ticked, …`. */
function titleOf(preview: Preview, select: OrderSelection['select']): string {
  const { documents, orders, alreadyPosted, grossMinor, currency } = preview;
  const which = select === 'all' ? 'shown' : 'ticked';
  if (documents === 0 && alreadyPosted > 0) return `Look up ${plural(alreadyPosted, 'posted order')}?`;
  const count =
    documents === orders
      ? `all ${formatCount(orders)} ${which}`
      : `${formatCount(documents)} of ${formatCount(orders)} ${which}`;
  return `Post ${count}, ${formatMoney(grossMinor, currency)}?`;
}
