import { useEffect } from 'react';
import type { ShopView } from '../../app/contract/accounts.ts';
import { useHostRequests } from './host-requests.ts';
import { showInfo } from './messages.ts';
import { isDialogOpen } from './overlay.ts';
import { useShell } from './shell-state.ts';
import { useRunPalette } from './use-run-palette.ts';

/**
 * Does what was asked for outside the window. A command of the menu is a line of the palette; an open dialog comes first,
 * as with keys. A file opens the Payment tab, which takes it. `shop` is undefined until the books have answered.
 */
export function useHostRequestsOf(shop: ShopView | null | undefined): void {
  const run = useRunPalette(shop ?? null);
  const commands = useHostRequests((state) => state.commands);
  const hasFiles = useHostRequests((state) => state.files.length > 0);
  const openTab = useShell((state) => state.openTab);
  useEffect(() => {
    if (commands.length === 0) return;
    useHostRequests.setState({ commands: [] });
    if (isDialogOpen()) return;
    for (const command of commands) run(command);
  }, [commands, run]);
  useEffect(() => {
    if (!hasFiles || shop === undefined) return;
    if (shop !== null) {
      openTab('payment');
      return;
    }
    useHostRequests.setState({ files: [] });
    showInfo('Link a shop first, then open the settlement file once more.');
  }, [hasFiles, shop, openTab]);
}
