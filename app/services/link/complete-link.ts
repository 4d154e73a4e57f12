import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { toLedgerId, toShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import { done, refuseLedger } from '../replies.ts';
import type { LedgerLinks } from './link-ledgers.ts';
import type { ShopLinks } from './link-shops.ts';
import { prepareProfile } from './profiles.ts';
import { loadShopViews } from './views.ts';

/**
 * The last step of linking: stores the chosen shops and prepares their posting profiles. The ledger is asked first, so
 * that one that does not answer leaves nothing behind. A shop that has a profile in this ledger keeps its choices.
 */
export async function completeLink(
  deps: Deps,
  links: { shops: ShopLinks; ledgers: LedgerLinks },
  { linkId, shopIds, ledgerId }: Input<'shops.completeLink'>,
): Promise<Reply<Output<'shops.completeLink'>>> {
  if (ledgerId !== null) {
    const opened = await links.ledgers.open(toLedgerId(ledgerId));
    if (!opened.ok) return opened;
    const answers = await opened.value.ledger.testConnection();
    if (!answers.ok) return refuseLedger(answers.error);
  }
  const linked = await links.shops.choose(linkId, shopIds.map(toShopId));
  if (!linked.ok) return linked;
  for (const shopId of ledgerId === null ? [] : linked.value.shopIds) {
    const prepared = await prepareProfile(deps, links.ledgers, shopId, toLedgerId(ledgerId ?? ''));
    if (!prepared.ok) return prepared;
  }
  const chosen = new Set<string>(linked.value.shopIds);
  return done({ shops: (await loadShopViews(deps)).filter((shop) => chosen.has(shop.shopId)) });
}
