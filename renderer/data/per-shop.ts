import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';
import { recall, remember } from '../widgets/remember.ts';

/** What of a tab's state is found again at the next start. */
export interface Kept<State> {
  /** Name under which it is kept, beside the shop's: `view.…` is forgotten when the view is reset. */
  readonly name: string;
  /** Of these nothing has changed: it is not even looked at. */
  readonly isSame?: (now: State, before: State) => boolean;
  readonly pick: (state: State) => unknown;
  /** What was kept, by this or another version of the program: anything. What it does not understand it leaves out. */
  readonly read: (kept: unknown, initial: State) => Partial<State>;
}

/** Keeps these fields (texts, flags, choices that may be null, filters above columns, and objects of them) as they are. */
export function keptFields<State>(name: string, fields: readonly (keyof State)[]): Kept<State> {
  return {
    name: `view.${name}`,
    pick: (state) => Object.fromEntries(fields.map((field) => [field, state[field]])),
    read: (kept, initial) => {
      if (typeof kept !== 'object' || kept === null) return {};
      const known = new Map<unknown, unknown>(Object.entries(kept));
      const entries = fields.map((field) => [field, inShapeOf(initial[field], known.get(field))]);
      // Each value has the shape of the field it is for.
      return Object.fromEntries(entries) as Partial<State>;
    },
  };
}

/** `kept` where it has the shape of `sample`, else `sample`; the fields of an object are judged one by one. */
function inShapeOf(sample: unknown, kept: unknown): unknown {
  if (sample === null) return typeof kept === 'string' ? kept : null;
  if (typeof sample !== 'object') return typeof kept === typeof sample ? kept : sample;
  if (Array.isArray(sample)) return Array.isArray(kept) ? kept.filter(isFilterText) : sample;
  if (typeof kept !== 'object' || kept === null) return sample;
  const known = new Map(Object.entries(kept));
  const fields = Object.entries(sample);
  return Object.fromEntries(fields.map(([name, value]) => [name, inShapeOf(value, known.get(name))]));
}

/** Typing in a filter is kept when it pauses. */
const pauseMs = 250;

/**
 * A store for each shop: filters, ticks and drafts of one shop never reach another, and are found again when the
 * person comes back to it. UI state only; server data stays in the query cache.
 */
export function perShop<State>(
  make: StateCreator<State>,
  ...kept: readonly Kept<State>[]
): (shopId: string) => StoreApi<State> {
  const stores = new Map<string, StoreApi<State>>();
  return (shopId) => {
    const known = stores.get(shopId);
    if (known) return known;
    const store = createStore(make);
    for (const part of kept) keep(store, part, `${part.name}.${shopId}`);
    stores.set(shopId, store);
    return store;
  };
}

function keep<State>(store: StoreApi<State>, kept: Kept<State>, name: string): void {
  const text = recall(name);
  if (text !== null) store.setState(kept.read(readJson(text), store.getState()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = JSON.stringify(kept.pick(store.getState()));
  store.subscribe((state, before) => {
    if (kept.isSame?.(state, before)) return;
    const next = JSON.stringify(kept.pick(state));
    if (next === last) return;
    last = next;
    clearTimeout(timer);
    timer = setTimeout(() => remember(name, next), pauseMs);
  });
}

/** The only lists among views: what is typed above the columns of a grid. */
function isFilterText(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || !('column' in item && 'text' in item)) return false;
  return typeof item.column === 'string' && typeof item.text === 'string';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
