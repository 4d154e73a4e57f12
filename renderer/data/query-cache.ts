import type { Ask, MethodName, Output } from '../../app/contract/api.ts';
import type { Client } from '../../app/contract/client.ts';
import type { ApiError } from '../../app/contract/errors.ts';

/** What is known of a query now. `data` stays while a newer answer is on its way (`busy`). */
export interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  readonly busy: boolean;
}

declare const keyBrand: unique symbol;
/** Method and input as one text, equal for equal inputs whatever the order of their fields. */
export type QueryKey<M extends MethodName = MethodName> = string & { readonly [keyBrand]: M };

interface Entry {
  state: QueryState<unknown>;
  readonly watchers: Set<() => void>;
  /** Nobody who watches it wants it at once. */
  canWait: boolean;
  /** Grows with each question: an answer to an older one is not used. */
  asked: number;
  outdated: boolean;
}

const idle: QueryState<never> = { data: undefined, error: undefined, busy: false };
/** Answers nobody looks at are kept up to this number, so that going back to a tab shows rows at once. */
const keptUnwatched = 60;

export function queryKey<M extends MethodName>(method: M, input: Ask<M>): QueryKey<M> {
  // The one place where method and input become a key.
  return `${method} ${JSON.stringify(sorted(input))}` as QueryKey<M>;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
}

/**
 * Answers of the backend by method and input. A watched query is asked once, and again when `invalidate` names it;
 * the old answer stays on the screen until the new one is there.
 */
export class QueryCache {
  readonly #client: Pick<Client, 'call'>;
  readonly #entries = new Map<string, Entry>();
  /** Keys to ask for when nothing else is on its way. */
  readonly #waiting = new Set<string>();
  #onTheirWay = 0;

  constructor(client: Pick<Client, 'call'>) {
    this.#client = client;
  }

  /** Stable between changes, as React's external stores ask for. */
  read<M extends MethodName>(key: QueryKey<M>): QueryState<Output<M>> {
    const state = this.#entries.get(key)?.state ?? idle;
    // An entry holds the answers of its own key, and the key's method decides their type.
    return state as QueryState<Output<M>>;
  }

  /**
   * Asks when nothing is known or what is known is outdated; `later`: not before everything else is answered, so that rows
   * come before what stands around them. Returns the function that stops watching.
   */
  watch(key: QueryKey, onChange: () => void, when: 'now' | 'later' = 'now'): () => void {
    const entry = this.#entry(key);
    entry.canWait = when === 'later' && (entry.canWait || entry.watchers.size === 0);
    entry.watchers.add(onChange);
    if (entry.outdated && (!entry.state.busy || this.#waiting.has(key))) this.#askInTurn(key, entry);
    return () => {
      entry.watchers.delete(onChange);
      this.#forgetOld();
    };
  }

  /** Asks ahead for what will be shown, so that it is there, or on its way, when it is watched. */
  expect(key: QueryKey): void {
    const entry = this.#entry(key);
    if (entry.outdated && !entry.state.busy) this.#ask(key, entry);
  }

  /** Marks the answers of these methods as outdated and asks again for those that are on the screen. */
  invalidate(matches: (method: string) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (!matches(key.slice(0, key.indexOf(' ')))) continue;
      entry.outdated = true;
      if (entry.watchers.size > 0) this.#askInTurn(key, entry);
    }
  }

  #askInTurn(key: string, entry: Entry): void {
    if (!entry.canWait) {
      this.#ask(key, entry);
      return;
    }
    this.#waiting.add(key);
    // Not asked yet, but what is known is already an old answer.
    this.#set(entry, { ...entry.state, busy: true });
    this.#askWaiting();
  }

  /** A turn later, when all who are being shown have asked. */
  #askWaiting(): void {
    setTimeout(() => {
      if (this.#onTheirWay > 0) return;
      const keys = [...this.#waiting];
      this.#waiting.clear();
      for (const key of keys) {
        const entry = this.#entries.get(key);
        if (!entry?.outdated) continue;
        if (entry.watchers.size > 0) this.#ask(key, entry);
        else this.#set(entry, { ...entry.state, busy: false });
      }
    });
  }

  #entry(key: string): Entry {
    const known = this.#entries.get(key);
    if (known) {
      // Set again so that the map's order is that of use.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const entry: Entry = { state: idle, watchers: new Set(), canWait: false, asked: 0, outdated: true };
    this.#entries.set(key, entry);
    return entry;
  }

  #ask(key: string, entry: Entry): void {
    entry.asked += 1;
    entry.outdated = false;
    this.#onTheirWay += 1;
    const asked = entry.asked;
    this.#set(entry, { ...entry.state, busy: true });
    const cut = key.indexOf(' ');
    // Keys are made by queryKey alone: what stands before the blank is a method, what follows is its input.
    const method = key.slice(0, cut) as MethodName;
    void this.#client.call(method, JSON.parse(key.slice(cut + 1))).then((reply) => {
      this.#onTheirWay -= 1;
      if (this.#waiting.size > 0) this.#askWaiting();
      if (asked !== entry.asked) return;
      if (!reply.ok) entry.outdated = true;
      this.#set(
        entry,
        reply.ok
          ? { data: reply.value, error: undefined, busy: false }
          : { data: entry.state.data, error: reply.error, busy: false },
      );
    });
  }

  #set(entry: Entry, state: QueryState<unknown>): void {
    entry.state = state;
    for (const watcher of entry.watchers) watcher();
  }

  #forgetOld(): void {
    const unwatched = [...this.#entries].filter(([, entry]) => entry.watchers.size === 0);
    for (const [key] of unwatched.slice(0, Math.max(0, unwatched.length - keptUnwatched))) {
      this.#entries.delete(key);
    }
  }
}
