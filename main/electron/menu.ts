import type { MenuItemConstructorOptions } from 'electron';
import { catalogue, commandIds, everywhere, tabs, tabTitles } from '../../app/contract/command-catalogue.ts';

/** What the host does itself; everything else in the menu is a command of the screens. */
export type HostAction = 'openFile' | 'showLogs' | 'about' | 'forgetRecent' | 'lookForUpdates';

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  /** Paths of settlement files opened from the desktop, the newest first. */
  readonly recent: readonly string[];
}

export interface MenuActs {
  /** An id as the palette knows it: `run:orders.post`, `tab:orders`. */
  readonly command: (id: string) => void;
  readonly host: (action: HostAction) => void;
  readonly openRecent: (path: string) => void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/**
 * The native menu, made from the same catalogue as the palette. Keys are shown but not registered (macOS always registers
 * them): the screens hear them first and know where they count, for `Alt+R` is another command on another tab.
 */
export function menuTemplate(facts: MenuFacts, acts: MenuActs): Item[] {
  const isMac = facts.platform === 'darwin';
  const item = (id: string, label: string, keys?: string): Item => ({
    id,
    label,
    click: () => acts.command(id),
    ...(keys === undefined ? {} : { accelerator: toAccelerator(keys), registerAccelerator: false }),
  });
  const host = (action: HostAction, label: string, more: Item = {}): Item => ({
    id: `host:${action}`,
    label,
    click: () => acts.host(action),
    ...more,
  });
  const group = (name: string): Item[] =>
    everywhere
      .filter(({ group: its }) => its === name)
      .map(({ id, title, keys }) =>
        item(id, title, keys !== undefined && keys.length > 1 ? keys : undefined),
      );
  const about = host('about', 'About Tieout');
  const updates = host('lookForUpdates', 'Look for updates…');

  return [
    ...(isMac ? [appMenu([about, updates])] : []),
    {
      label: 'File',
      submenu: [
        host('openFile', 'Open settlement file…', { accelerator: 'CmdOrCtrl+O' }),
        { label: 'Open recent', submenu: recentItems(facts.recent, acts) },
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: 'Go',
      submenu: [item('show:palette', 'All commands', 'Ctrl+K'), separator, ...group('Go to')],
    },
    ...tabs.map(
      (tab): Item => ({
        label: tabTitles[tab],
        submenu: commandIds
          .filter((id) => catalogue[id].tab === tab)
          .map((id) => {
            const { title, keys } = catalogue[id];
            return item(`run:${id}`, title, keys);
          }),
      }),
    ),
    {
      label: 'View',
      submenu: [
        ...group('View'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'reload' },
        { role: 'togglefullscreen' },
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      role: 'help',
      submenu: [
        ...group('Help'),
        separator,
        host('showLogs', 'Show the folder of the log'),
        ...(isMac ? [] : [updates, about]),
      ],
    },
  ];
}

function appMenu(first: readonly Item[]): Item {
  return {
    label: 'Tieout',
    submenu: [
      ...first,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

function recentItems(recent: readonly string[], acts: MenuActs): Item[] {
  if (recent.length === 0) return [{ label: 'No file opened from here yet', enabled: false }];
  return [
    ...recent.map((path): Item => {
      const name = path.split(/[\\/]/).at(-1) ?? path;
      // An ampersand would underline the letter behind it.
      return { label: name.replaceAll('&', '&&'), toolTip: path, click: () => acts.openRecent(path) };
    }),
    separator,
    { id: 'host:forgetRecent', label: 'Forget these', click: () => acts.host('forgetRecent') },
  ];
}

/** The catalogue's `Ctrl` is the command key on a Mac. */
function toAccelerator(keys: string): string {
  return keys.replace('Ctrl', 'CmdOrCtrl');
}
