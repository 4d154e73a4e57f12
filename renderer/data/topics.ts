/**
 * Which answers a change of the books makes outdated: a method is asked again when its group is named here for the
 * topic. A topic that is not in the table makes everything outdated: asking too often is only slow.
 */
const groups: Readonly<Record<string, readonly string[]>> = {
  shops: ['shops', 'app'],
  ledgers: ['ledgers', 'items', 'shops', 'app'],
  profiles: ['profiles', 'shops', 'orders', 'payments', 'tieout', 'standings'],
  products: ['products', 'items', 'orders'],
  orders: ['orders', 'products', 'tieout', 'standings', 'history'],
  documents: ['documents', 'orders', 'tieout', 'standings', 'history'],
  settlements: ['settlements', 'fees', 'tieout', 'standings', 'history'],
  payments: ['payments', 'tieout', 'standings', 'history'],
  fees: ['fees', 'history'],
  care: ['care'],
  bank: ['bank', 'tieout', 'standings', 'history'],
};

/** A test for `QueryCache.invalidate`: does a change of these topics touch the method? */
export function touchedBy(topics: readonly string[]): (method: string) => boolean {
  if (topics.some((topic) => !Object.hasOwn(groups, topic))) return () => true;
  const touched = new Set(topics.flatMap((topic) => groups[topic] ?? []));
  return (method) => touched.has(method.slice(0, method.indexOf('.')));
}
