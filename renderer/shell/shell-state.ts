import { create } from 'zustand';
import { type TabName, tabs } from '../../app/contract/command-catalogue.ts';
import { recall, remember } from '../widgets/remember.ts';

export { type TabName, tabs };

interface ShellState {
  readonly tab: TabName;
  /** The shop all tabs act on; null until one is chosen or known. */
  readonly shopId: string | null;
  /** The person chose to link real accounts on the first screen. */
  readonly isLinking: boolean;
  /** The sample company is being opened from the first screen, which stays until all of it is there. */
  readonly isOpeningSample: boolean;
  openTab(tab: TabName): void;
  chooseShop(shopId: string): void;
  startLinking(): void;
}

function isTab(text: string | null): text is TabName {
  return tabs.some((tab) => tab === text);
}

/** Where the person is. Remembered, so that the next start opens the same place. */
export const useShell = create<ShellState>((set) => ({
  tab: 'account',
  shopId: null,
  isLinking: false,
  isOpeningSample: false,
  openTab: (next) => {
    remember('tab', next);
    set({ tab: next });
  },
  chooseShop: (shopId) => {
    remember('shop', shopId);
    set({ shopId });
  },
  startLinking: () => set({ isLinking: true, tab: 'account' }),
}));

/** The tab chosen last; null until that is known. */
export function lastTab(): TabName | null {
  const tab = recall('tab');
  return isTab(tab) ? tab : null;
}

/** Before anything is shown: the tab and the shop chosen last. */
export function restorePlace(): void {
  const tab = lastTab();
  useShell.setState({ ...(tab === null ? {} : { tab }), shopId: recall('shop') });
}
