import { useCallback } from 'react';
import type { OrderRow } from '../../app/contract/orders.ts';
import { useCommand } from '../data/use-command.ts';
import { showDone } from '../shell/messages.ts';
import { plural } from '../widgets/format.ts';
import type { ItemChoice } from '../widgets/item-picker.tsx';
import type { OrderSelection } from './to-selection.ts';

/** What a person decides about orders without posting them: an item code, skipping, and taking that back. */
export function useOrderDecisions(shopId: string, onMapped: (order: OrderRow) => void) {
  const command = useCommand();

  const map = useCallback(
    async (order: OrderRow, skuId: string, item: ItemChoice) => {
      const components = [{ itemId: item.itemId, quantity: 1 }];
      const done = await command('products.map', { shopId, mappings: [{ skuId, components }] });
      if (!done) return;
      onMapped(order);
      showDone(
        `Mapped to ${item.code}: ${plural(done.openOrders, 'open order')} use it. Order ${order.orderId} is ticked, post it again.`,
      );
    },
    [command, shopId, onMapped],
  );

  const skip = async (selection: OrderSelection, reason: string): Promise<boolean> => {
    const done = await command('orders.skip', { selection, reason });
    if (!done) return false;
    const left =
      done.leftAlone > 0
        ? ` ${plural(done.leftAlone, 'order')} left alone: in Stokly, or skipped before.`
        : '';
    showDone(`${plural(done.skipped, 'order')} skipped.${left}`);
    return true;
  };

  const unskip = async (selection: OrderSelection) => {
    const done = await command('orders.unskip', { selection });
    if (done) showDone(`${plural(done.unskipped, 'order')} no longer skipped.`);
  };

  return { map: useCallback((...args: Parameters<typeof map>) => void map(...args), [map]), skip, unskip };
}
