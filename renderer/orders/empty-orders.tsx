import type { ShopView } from '../../app/contract/accounts.ts';
import type { ApiError } from '../../app/contract/errors.ts';
import { parseBusinessDate } from '../../app/domain/dates.ts';
import { useQuery } from '../data/use-query.ts';
import { useShell } from '../shell/shell-state.ts';
import { Button } from '../widgets/button.tsx';

interface EmptyOrdersProps {
  readonly shop: ShopView;
  readonly from: string;
  readonly to: string;
  /** Something besides the dates narrows the list. */
  readonly isFiltered: boolean;
  readonly error: ApiError | undefined;
  readonly onClear: () => void;
}

/** Why there is no row, and what to press. */
export function EmptyOrders({ shop, from, to, isFiltered, error, onClear }: EmptyOrdersProps) {
  const openTab = useShell((state) => state.openTab);
  const isRange = parseBusinessDate(from) !== null && parseBusinessDate(to) !== null && from <= to;
  const asked = useQuery('orders.coverage', isRange ? { shopId: shop.shopId, from, to } : null);
  if (error) {
    const belongsToAccount = error.code === 'PROFILE_INCOMPLETE' || error.code === 'NOT_FOUND';
    return (
      <>
        {error.message}{' '}
        {belongsToAccount && <Button onClick={() => openTab('account')}>Open the Account tab</Button>}
      </>
    );
  }
  if (isFiltered) {
    return (
      <>
        No order of these dates matches the filter. <Button onClick={onClear}>Show all of these dates</Button>
      </>
    );
  }
  const days = asked.data?.days ?? [];
  if (days.length > 0 && days.every(({ state }) => state === 'ahead'))
    return <>These dates are still ahead.</>;
  if (days.length > 0 && days.every(({ state }) => state === 'fetched' || state === 'ahead'))
    return <>TikTok Shop has no orders of these dates. Choose other dates.</>;
  return <>These dates are not fetched yet. Refresh orders fetches them from TikTok Shop.</>;
}
