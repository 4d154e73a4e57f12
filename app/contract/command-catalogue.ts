export const tabs = ['account', 'product', 'orders', 'payment', 'tieOut', 'reports'] as const;
export type TabName = (typeof tabs)[number];

export const tabTitles: Readonly<Record<TabName, string>> = {
  account: 'Account',
  product: 'Product',
  orders: 'Orders',
  payment: 'Payment',
  tieOut: 'Tie-out',
  reports: 'Reports',
};

export interface CatalogueEntry {
  readonly tab: TabName;
  readonly title: string;
  /** As `parseKeys` reads it: `Ctrl+Enter`. It works while its tab is open. */
  readonly keys?: string;
}

function entry(tab: TabName, title: string, keys?: string): CatalogueEntry {
  return keys === undefined ? { tab, title } : { tab, title, keys };
}

/**
 * Every command of every tab, whether its tab is on the screen or not: the palette, the list of shortcuts and the menu
 * of the desktop are made from it. What a command does, and why it cannot be done now, its tab says with `useCommands`.
 */
const entries = {
  'account.linkShop': entry('account', 'Link TikTok Shop'),
  'account.linkLedger': entry('account', 'Link Stokly'),
  'account.settings': entry('account', 'Settings of the shop'),
  'product.fetch': entry('product', 'Fetch products and items', 'Alt+R'),
  'product.notMapped': entry('product', 'Show products without an item'),
  'product.post': entry('product', 'Post the mappings', 'Ctrl+Enter'),
  'orders.refresh': entry('orders', 'Refresh orders', 'Alt+R'),
  'orders.clear': entry('orders', 'Remove every filter of the orders'),
  'orders.post': entry('orders', 'Post orders', 'Ctrl+Enter'),
  'orders.postInvoice': entry('orders', 'Post orders as invoice'),
  'orders.postOrder': entry('orders', 'Post orders as sales order only'),
  'payment.load': entry('payment', 'Load a settlement file', 'Alt+O'),
  'payment.loadSample': entry('payment', 'Load the settlement file of the sample company'),
  'payment.loadLater': entry('payment', 'Load the later settlement file of the sample company'),
  'payment.fetchMissing': entry('payment', 'Fetch and post the missing orders', 'Alt+R'),
  'payment.days': entry('payment', 'Show the days'),
  'payment.tiedOut': entry('payment', 'Show what is tied out'),
  'payment.post': entry('payment', 'Post payments', 'Ctrl+Enter'),
  'tieOut.bridge': entry('tieOut', 'Explain payouts to the cent'),
  'tieOut.whole': entry('tieOut', 'Bridge of the whole period'),
  'tieOut.bank': entry('tieOut', 'Show withdrawals and the bank'),
  'tieOut.load': entry('tieOut', 'Load a bank statement', 'Alt+O'),
  'tieOut.accept': entry('tieOut', 'Accept all matches that fit nothing else', 'Ctrl+Enter'),
  'tieOut.standing': entry('tieOut', 'Show where the orders stand'),
  'tieOut.changes': entry('tieOut', 'Show what changed after posting'),
  'tieOut.cutOff': entry('tieOut', 'Show what a time zone moves into another month'),
  'reports.fees': entry('reports', 'Check fees against the rate card'),
  'reports.months': entry('reports', 'Show fees over time'),
  'reports.profit': entry('reports', 'Show the profit per SKU'),
  'reports.addRule': entry('reports', 'Enter what a fee costs'),
} as const;

export type CommandId = keyof typeof entries;

export const catalogue: Readonly<Record<CommandId, CatalogueEntry>> = entries;

// The keys of the literal above are the ids.
export const commandIds = Object.keys(entries) as readonly CommandId[];

export interface EverywhereEntry {
  /** As a line of the palette: what it does, a colon, with what. */
  readonly id: string;
  readonly title: string;
  readonly group: 'Go to' | 'View' | 'Help';
  readonly keys?: string;
}

/** Commands that belong to no tab. */
export const everywhere: readonly EverywhereEntry[] = [
  ...tabs.map(
    (tab, index): EverywhereEntry => ({
      id: `tab:${tab}`,
      title: `Go to ${tabTitles[tab]}`,
      group: 'Go to',
      keys: `Alt+${index + 1}`,
    }),
  ),
  { id: 'filter', title: 'Write in the filter', group: 'Go to', keys: '/' },
  { id: 'show:guide', title: 'First steps', group: 'Help' },
  { id: 'show:shortcuts', title: 'Keyboard shortcuts', group: 'Help', keys: '?' },
  { id: 'show:messages', title: 'Messages', group: 'Help' },
  { id: 'show:preferences', title: 'Preferences: language of figures, dates, colours', group: 'View' },
  { id: 'theme:light', title: 'Light colours', group: 'View' },
  { id: 'theme:dark', title: 'Dark colours', group: 'View' },
  { id: 'theme:system', title: 'Colours of the system', group: 'View' },
  { id: 'reset', title: 'Reset filters, columns and view', group: 'View' },
];
