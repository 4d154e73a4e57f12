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
/** What can wait is asked after a pause in which a person would have pressed the next key, and at the latest after a second. */
const pauseMs = 150;
const longestPauseMs = 1_000;

function methodOf(key: string): MethodName {
  // Keys are made by queryKey alone: what stands before the blank is a method, what follows is its input.
  return key.slice(0, key.indexOf(' ')) as MethodName;
}

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
  readonly #pauseMs: number;
  readonly #entries = new Map<string, Entry>();
  /** Keys to ask for when nothing else is on its way. */
  readonly #waiting = new Set<string>();
  #waitingSince = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Keys to ask for when an answer that nobody wants any more has come: the backend gives one after the other. */
  readonly #behind = new Set<string>();
  /** How many questions of a key are on their way. */
  readonly #onTheirWay = new Map<string, number>();

  constructor(client: Pick<Client, 'call'>, pause = pauseMs) {
    this.#client = client;
    this.#pauseMs = pause;
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
      if (!matches(methodOf(key))) continue;
      entry.outdated = true;
      if (entry.watchers.size > 0) this.#askInTurn(key, entry);
    }
  }

  #askInTurn(key: string, entry: Entry): void {
    if (!entry.canWait) {
      this.#ask(key, entry);
      return;
    }
    if (this.#waiting.size === 0) this.#waitingSince = performance.now();
    this.#waiting.add(key);
    // Not asked yet, but what is known is already an old answer.
    this.#set(entry, { ...entry.state, busy: true });
    this.#askWaiting();
  }

  #askWaiting(): void {
    clearTimeout(this.#timer);
    const atLatest = this.#waitingSince + longestPauseMs - performance.now();
    this.#timer = setTimeout(
      () => {
        if (this.#onTheirWay.size === 0) this.#askAll(this.#waiting);
      },
      Math.max(0, Math.min(this.#pauseMs, atLatest)),
    );
  }

  /** What nobody watches any more is not asked. */
  #askAll(held: Set<string>): void {
    const keys = [...held];
    held.clear();
    for (const key of keys) {
      const entry = this.#entries.get(key);
      if (!entry?.outdated) continue;
      if (entry.watchers.size > 0) this.#ask(key, entry);
      else this.#set(entry, { ...entry.state, busy: false });
    }
  }

  /** A list that is asked for with each key: only the newest question waits behind the one that is on its way. */
  #isHeldUp(key: string): boolean {
    const method = methodOf(key);
    return [...this.#onTheirWay.keys()].some(
      (other) => other !== key && methodOf(other) === method && !this.#entries.get(other)?.watchers.size,
    );
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
    this.#set(entry, { ...entry.state, busy: true });
    if (this.#isHeldUp(key)) {
      this.#behind.add(key);
      return;
    }
    entry.asked += 1;
    entry.outdated = false;
    const asked = entry.asked;
    this.#onTheirWay.set(key, (this.#onTheirWay.get(key) ?? 0) + 1);
    const method = methodOf(key);
    void this.#client.call(method, JSON.parse(key.slice(method.length + 1))).then((reply) => {
      const others = (this.#onTheirWay.get(key) ?? 1) - 1;
      if (others > 0) this.#onTheirWay.set(key, others);
      else this.#onTheirWay.delete(key);
      this.#askAll(this.#behind);
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
