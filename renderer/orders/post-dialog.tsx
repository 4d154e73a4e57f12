import type { ShopView } from '../../app/contract/accounts.ts';
import { useQuery } from '../data/use-query.ts';
import { ConfirmDialog } from '../widgets/dialog.tsx';
import { formatCount, formatMoney, plural } from '../widgets/format.ts';
import { describeGroup, groupReasons } from '../widgets/group-reasons.ts';
import type { OrderSelection } from './to-selection.ts';

export type PostAction = 'default' | 'invoice' | 'order';

export interface PostRequest {
  readonly selection: OrderSelection;
  readonly action: PostAction;
}

interface PostDialogProps {
  readonly shop: ShopView;
  readonly request: PostRequest;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

const actionLines: Readonly<Record<PostAction, string>> = {
  default: 'Each order is posted as its status says in the settings.',
  invoice: 'Each order becomes an invoice, whatever its status.',
  order: 'Each order becomes a sales order without an invoice, whatever its status.',
};

/** The question before posting, with counts and the total as the backend has planned them. */
export function PostDialog({ shop, request, onConfirm, onClose }: PostDialogProps) {
  const { data, error } = useQuery('orders.preview', request);
  const title = data
    ? `Post ${countWords(data.documents, data.orders, request.selection.select)}, ${formatMoney(data.grossMinor, data.currency)}?`
    : 'Post orders';
  const why =
    error?.message ?? (data ? (data.documents === 0 ? 'There is nothing to post' : null) : 'Counting');
  return (
    <ConfirmDialog title={title} confirm="Post" disabledBecause={why} onConfirm={onConfirm} onClose={onClose}>
      {error && (
        <p className="missing" role="alert">
          {error.message}
        </p>
      )}
      {!data && !error && <p className="muted">Counting</p>}
      {data && (
        <>
          <p>
            <b>{plural(data.documents, 'document')}</b> of together{' '}
            <b>{formatMoney(data.grossMinor, data.currency)}</b> {data.documents === 1 ? 'goes' : 'go'} to{' '}
            {shop.ledgerName ?? 'the ledger'} for {shop.name}. {actionLines[request.action]}
          </p>
          {data.alreadyPosted > 0 && (
            <p className="muted">{plural(data.alreadyPosted, 'order')} posted before: left alone.</p>
          )}
          {data.held.length > 0 && (
            <>
              <p className="muted">
                {plural(data.held.length, 'order')}{' '}
                {data.held.length === 1 ? 'stays as it is' : 'stay as they are'}:
              </p>
              <ul className="reason-list">
                {groupReasons(data.held.map(({ orderId, reason }) => ({ name: orderId, reason }))).map(
                  (group) => (
                    <li key={group.reason} title={group.names.slice(0, 40).join(', ')}>
                      {describeGroup(group, 'orders')}
                    </li>
                  ),
                )}
              </ul>
            </>
          )}
        </>
      )}
    </ConfirmDialog>
  );
}

/** `all 412 shown`, `347 of 450 shown`, `3 of 5 ticked`. */
function countWords(documents: number, orders: number, select: OrderSelection['select']): string {
  const which = select === 'all' ? 'shown' : 'ticked';
  if (documents === orders) return `all ${formatCount(orders)} ${which}`;
  return `${formatCount(documents)} of ${formatCount(orders)} ${which}`;
}
