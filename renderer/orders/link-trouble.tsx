import type { ShopView } from '../../app/contract/accounts.ts';
import { useQuery } from '../data/use-query.ts';
import { useShell } from '../shell/shell-state.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icons.tsx';

/** What cannot be done because a link is dead, and where to renew it. Null when both links are alive. */
export function useLinkTrouble(shop: ShopView): { fetch: string | null; post: string | null } {
  const { data } = useQuery('ledgers.list', {});
  const ledger = data?.ledgers.find(({ ledgerId }) => ledgerId === shop.ledgerId);
  return {
    fetch: isDead(shop.link) ? `The link to ${shop.name} has ended. Link it again on the Account tab.` : null,
    post:
      ledger && isDead(ledger.link)
        ? `The link to ${ledger.name} has ended. Link it again on the Account tab.`
        : null,
  };
}

function isDead(link: string): boolean {
  return link === 'relinkNeeded' || link === 'unlinked';
}

export function LinkTrouble({ shop }: { shop: ShopView }) {
  const { fetch, post } = useLinkTrouble(shop);
  const openTab = useShell((state) => state.openTab);
  const words = [
    ...(fetch ? [`${fetch} Until then no orders are fetched.`] : []),
    ...(post ? [`${post} Until then nothing is posted.`] : []),
  ];
  if (words.length === 0) return null;
  return (
    <div className="message tone-attention" role="status">
      <Icon name="alert" />
      <span className="text">{words.join(' ')}</span>
      <Button onClick={() => openTab('account')}>Open the Account tab</Button>
    </div>
  );
}
