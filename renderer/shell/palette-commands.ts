import type { ShopView } from '../../app/contract/accounts.ts';
import { catalogue, commandIds, everywhere, tabTitles } from '../../app/contract/command-catalogue.ts';
import type { TabName } from './shell-state.ts';
import type { LiveCommands } from './use-commands.ts';

export interface PaletteCommand {
  readonly id: string;
  readonly title: string;
  /** Where it belongs; typed words find it too. */
  readonly group: string;
  readonly keys?: string;
  readonly why: string | null;
}

const everywhereNow: readonly PaletteCommand[] = everywhere.map((entry) => ({ ...entry, why: null }));

/** Digits as they stand in an order id: enough of them to mean one. */
const orderId = /^\d{6,}$/;

/** All that can be done, the commands of the open tab first. */
export function paletteCommands(now: {
  readonly tab: TabName;
  readonly live: LiveCommands;
  readonly shops: readonly ShopView[];
  readonly shopId: string | null;
}): readonly PaletteCommand[] {
  const ofTabs = commandIds
    .filter((id) => now.shopId !== null || catalogue[id].tab === 'account')
    .map((id) => {
      const { tab, title, keys } = catalogue[id];
      return {
        id: `run:${id}`,
        title,
        group: tabTitles[tab],
        ...(keys === undefined ? {} : { keys }),
        // A tab that is not open is asked when it is.
        why: tab === now.tab ? (now.live[id]?.why ?? null) : null,
        isHere: tab === now.tab,
      };
    });
  const shops = now.shops
    .filter(({ shopId }) => shopId !== now.shopId)
    .map(({ shopId, name, region }) => ({
      id: `shop:${shopId}`,
      title: `Choose shop ${name} · ${region}`,
      group: 'Shops',
      why: null,
    }));
  return [
    ...ofTabs.filter(({ isHere }) => isHere),
    ...(now.shopId === null ? everywhereNow.filter(({ group }) => group !== 'Go to') : everywhereNow),
    ...shops,
    ...ofTabs.filter(({ isHere }) => !isHere),
  ];
}

/** Those that have every typed word in their title or group; titles that begin with what is typed come first. */
export function findCommands(
  commands: readonly PaletteCommand[],
  typed: string,
  hasShop: boolean,
): readonly PaletteCommand[] {
  const text = typed.trim().toLowerCase();
  const words = text.split(/\s+/);
  const found = commands.filter(({ title, group }) => {
    const hay = `${title} ${group}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const begins = ({ title }: PaletteCommand) => Number(title.toLowerCase().startsWith(text));
  const sorted = [...found].sort((a, b) => begins(b) - begins(a));
  if (!hasShop || !orderId.test(text)) return sorted;
  return [{ id: `order:${text}`, title: `Open order ${text}`, group: 'Orders', why: null }, ...sorted];
}
