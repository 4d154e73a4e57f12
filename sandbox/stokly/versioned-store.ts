interface Version<T> {
  readonly value: T | null;
  /** Epoch milliseconds from which readers see this version. */
  readonly visibleAt: number;
}

/**
 * Documents that are written now and seen later: a 202 means "accepted", not "there" (stokly.md §3.3).
 * Rules are checked against the latest version; readers get the newest one that is already visible.
 */
export interface VersionedStore<T> {
  put(id: string, value: T, visibleAt: number): void;
  remove(id: string, visibleAt: number): void;
  latest(id: string): T | null;
  seen(id: string, now: number): T | null;
  /** In the order of creation. */
  listSeen(now: number): T[];
  listLatest(): T[];
  clear(): void;
}

/** `onWrite` hears of every write in order; `null` = removed. */
export function createVersionedStore<T>(onWrite?: (id: string, value: T | null) => void): VersionedStore<T> {
  const documents = new Map<string, Version<T>[]>();
  const add = (id: string, version: Version<T>): void => {
    onWrite?.(id, version.value);
    const versions = documents.get(id);
    if (versions === undefined) documents.set(id, [version]);
    else versions.push(version);
  };
  const seenOf = (versions: readonly Version<T>[], now: number): T | null =>
    versions.findLast((version) => version.visibleAt <= now)?.value ?? null;
  return {
    put: (id, value, visibleAt) => add(id, { value, visibleAt }),
    remove: (id, visibleAt) => add(id, { value: null, visibleAt }),
    latest: (id) => documents.get(id)?.at(-1)?.value ?? null,
    seen: (id, now) => seenOf(documents.get(id) ?? [], now),
    listSeen: (now) => [...documents.values()].map((v) => seenOf(v, now)).filter((v) => v !== null),
    listLatest: () => [...documents.values()].map((v) => v.at(-1)?.value ?? null).filter((v) => v !== null),
    clear: () => documents.clear(),
  };
}
