import type { ShopView } from '../../app/contract/accounts.ts';
import type { Ask } from '../../app/contract/api.ts';
import { useBackend } from '../data/backend.tsx';
import { useCommand } from '../data/use-command.ts';
import { showDone, showError, showInfo } from '../shell/messages.ts';
import { formatCount, formatMoney, plural } from '../widgets/format.ts';
import type { MappingPlan } from './plan-mappings.ts';
import { planWayBack, toRounds } from './way-back.ts';

type MapInput = Ask<'products.map'>;

/** Each is asked for by itself; beyond that a mappings file that was saved before is the way back. */
const mostTakenBack = 100;

/** Saves mappings, tells what that changed, and offers the way back. Resolves to true when they are saved. */
export function usePostMappings(shop: ShopView) {
  const { client } = useBackend();
  const command = useCommand();

  const takeBack = async (mappings: MapInput['mappings']) => {
    const ways = [];
    for (const posted of mappings) {
      const known = await client.call('products.versions', { shopId: shop.shopId, skuId: posted.skuId });
      if (!known.ok) return showError(known.error);
      const way = planWayBack(posted, known.value.versions);
      if (!way)
        return showInfo(
          'Nothing was taken back: a product was mapped anew since. Its versions are under F4.',
        );
      ways.push(way);
    }
    for (const round of toRounds(ways)) {
      if (!(await command('products.map', { shopId: shop.shopId, mappings: [...round] }))) return;
    }
    showDone(
      `${plural(mappings.length, 'product')} ${mappings.length === 1 ? 'stands' : 'stand'} for what it was before.`,
    );
  };

  return async (input: MapInput, kind: MappingPlan['kind']): Promise<boolean> => {
    const done = await command('products.map', input);
    if (!done) return false;
    const saved =
      kind === 'unlink'
        ? `${plural(done.saved, 'product')} unlinked.`
        : `${plural(done.saved, 'mapping')} saved.`;
    const before = done.unchanged > 0 ? ` ${formatCount(done.unchanged)} stood so already.` : '';
    const goods = formatMoney(done.openGoodsMinor, shop.currency);
    const uses =
      done.openOrders === 0
        ? 'No unposted order changes.'
        : `${plural(done.openOrders, 'unposted order')} with goods of ${goods} ${done.openOrders === 1 ? 'changes' : 'change'}.`;
    // Which of them stood so already is not known: then none is offered to be taken back.
    const isOffered = done.unchanged === 0 && done.saved > 0 && done.saved <= mostTakenBack;
    const way = { label: 'Undo', run: () => void takeBack(input.mappings) };
    showDone(`${saved}${before} ${uses}`, [], isOffered ? way : undefined);
    return true;
  };
}
