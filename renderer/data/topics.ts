/**
 * Which answers a change of the books makes outdated: a method is asked again when its group is named here for the
 * topic. A topic that is not in the table makes everything outdated: asking too often is only slow.
 */
const groups: Readonly<Record<string, readonly string[]>> = {
  shops: ['shops', 'app'],
  ledgers: ['ledgers', 'items', 'profit', 'shops', 'app'],
  profiles: ['profiles', 'shops', 'orders', 'payments', 'tieout', 'standings', 'whatIf'],
  products: ['products', 'items', 'orders', 'profit', 'whatIf'],
  orders: ['orders', 'products', 'profit', 'tieout', 'standings', 'history', 'changes', 'undo', 'whatIf'],
  documents: ['documents', 'orders', 'tieout', 'standings', 'history', 'changes', 'undo', 'whatIf'],
  settlements: [
    'settlements',
    'fees',
    'profit',
    'tieout',
    'standings',
    'history',
    'changes',
    'undo',
    'whatIf',
  ],
  payments: ['payments', 'profit', 'tieout', 'standings', 'history', 'changes', 'undo', 'whatIf'],
  fees: ['fees', 'profit', 'history'],
  care: ['care'],
  undo: ['undo', 'changes', 'closes', 'worklist', 'locks', 'history'],
  bank: ['bank', 'tieout', 'standings', 'history'],
};

/** A test for `QueryCache.invalidate`: does a change of these topics touch the method? */
export function touchedBy(topics: readonly string[]): (method: string) => boolean {
  if (topics.some((topic) => !Object.hasOwn(groups, topic))) return () => true;
  const touched = new Set(topics.flatMap((topic) => groups[topic] ?? []));
  return (method) => touched.has(method.slice(0, method.indexOf('.')));
}
