import type { Connection } from './connection.ts';

/** Filters a person goes back and forth between; each costs a few numbers. */
const keptFilters = 50;

/**
 * Sums and counts of a filter, made once and kept until anything is written. A list is read in windows, and every window
 * brings the sums of all of it: without this each scrolled page would count 100,000 rows.
 */
export function keepSums(connection: Connection, most = keptFilters) {
  const kept = new Map<string, unknown>();
  let changes: unknown = null;
  return <Value>(what: string, filter: object, make: () => Value): Value => {
    // The books belong to one process and one connection (lock.ts): SQLite's own counter misses no writer.
    const now = connection.statement('SELECT total_changes() AS changes').pluck().get();
    if (now !== changes || kept.size >= most) kept.clear();
    changes = now;
    const key = `${what} ${JSON.stringify(filter, toKey)}`;
    // `what` stands for one kind of value, so what is kept under the key is what its `make` returned.
    if (kept.has(key)) return kept.get(key) as Value;
    const made = make();
    kept.set(key, made);
    return made;
  };
}

const tokens = new WeakMap<object, number>();
let lastToken = 0;

/** A rule names every product without an item, thousands in a new shop: the same object stands for the same rule. */
function toKey(name: string, value: unknown): unknown {
  if (name !== 'rule' || typeof value !== 'object' || value === null) return value;
  const known = tokens.get(value);
  if (known !== undefined) return known;
  lastToken += 1;
  tokens.set(value, lastToken);
  return lastToken;
}
