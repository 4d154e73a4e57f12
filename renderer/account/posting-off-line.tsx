import type { ShopView } from '../../app/contract/accounts.ts';
import { useShell } from '../shell/shell-state.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icons.tsx';

/** Over the tabs of a shop whose link, or whose ledger's, is cut: the data stays, posting is off, and why. */
export function PostingOffLine({ shop }: { shop: ShopView }) {
  const { openTab } = useShell();
  if (shop.postingOff === null) return null;
  return (
    <div className="posting-off" role="note">
      <Icon name="alert" size={14} />
      <span>{shop.postingOff}</span>
      <Button small onClick={() => openTab('account')}>
        Open Account
      </Button>
    </div>
  );
}
