import type { ShopView } from '../../app/contract/accounts.ts';
import { commandIds } from '../../app/contract/command-catalogue.ts';
import { useBackend } from '../data/backend.tsx';
import { showOrder } from '../orders/orders-state.ts';
import { followTab } from './follow-tab.ts';
import { showInfo } from './messages.ts';
import { type OverlayName, useOverlay } from './overlay.ts';
import { resetView } from './reset-view.ts';
import { tabs, useShell } from './shell-state.ts';
import { type Theme, useTheme } from './theme.ts';
import { runCommand } from './use-commands.ts';
import { focusFilter } from './use-global-keys.ts';

const themes: readonly Theme[] = ['light', 'dark', 'system'];
const overlays: readonly OverlayName[] = ['palette', 'guide', 'shortcuts', 'messages', 'preferences'];

/** After the dialog has gone and given the focus back. */
function afterwards(act: () => unknown): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

/** Does what a line of the palette says. */
export function useRunPalette(shop: ShopView | null): (id: string) => void {
  const { client } = useBackend();
  const { openTab, chooseShop } = useShell();
  const chooseTheme = useTheme((state) => state.choose);

  const openOrder = async (shopId: string, orderId: string) => {
    const reply = await client.call('orders.get', { shopId, orderId });
    if (!reply.ok) {
      showInfo(
        `Order ${orderId} is not in the books of ${shop?.name}. Refresh the orders of its dates first.`,
      );
      return;
    }
    openTab('orders');
    showOrder(shopId, orderId);
  };

  return (id) => {
    const [kind, what = ''] = split(id);
    if (kind === 'run') {
      const command = commandIds.find((one) => one === what);
      if (command) runCommand(command);
      afterwards(followTab);
    } else if (kind === 'tab') {
      const tab = tabs.find((one) => one === what);
      if (!tab) return;
      openTab(tab);
      afterwards(() => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus());
    } else if (kind === 'show') {
      const name = overlays.find((one) => one === what);
      if (name) afterwards(() => useOverlay.getState().show(name));
    } else if (kind === 'theme') {
      const theme = themes.find((one) => one === what);
      if (theme) chooseTheme(theme);
    } else if (kind === 'shop') chooseShop(what);
    else if (kind === 'order' && shop) void openOrder(shop.shopId, what);
    else if (kind === 'filter') afterwards(focusFilter);
    else if (kind === 'reset') resetView();
  };
}

/** `run:orders.post` → `run`, `orders.post`. */
function split(id: string): readonly [string, string] {
  const cut = id.indexOf(':');
  return cut < 0 ? [id, ''] : [id.slice(0, cut), id.slice(cut + 1)];
}
