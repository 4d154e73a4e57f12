/**
 * Small choices of one person about one set of books (tab, filters, columns, theme). The books keep them, because the
 * address of the web host, and with it the browser's own storage, is another one at every start. The browser's storage
 * serves what is needed before the books have answered. A browser that keeps nothing is no error.
 */
const kept = new Map<string, string>();
type Save = (name: string, value: string | null) => Promise<unknown>;
let save: Save = () => Promise.resolve();

/** What the books have kept, and how they are told of changes. Called once, before anything is shown. */
export function keepWith(values: Readonly<Record<string, string>>, tell: Save): void {
  kept.clear();
  for (const [name, value] of Object.entries(values)) kept.set(name, value);
  save = tell;
}

export function recall(name: string): string | null {
  const known = kept.get(name);
  if (known !== undefined) return known;
  try {
    return localStorage.getItem(`tieout.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  if (kept.get(name) === value) return;
  kept.set(name, value);
  void save(name, value);
  try {
    localStorage.setItem(`tieout.${name}`, value);
  } catch {
    // Storage is full or switched off: the books keep it.
  }
}

/** Forgets every choice of which the test is true; done when the books have answered. */
export async function forget(matches: (name: string) => boolean): Promise<void> {
  const names = [...kept.keys()].filter(matches);
  for (const name of names) kept.delete(name);
  try {
    const prefix = 'tieout.';
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && matches(key.slice(prefix.length))) localStorage.removeItem(key);
    }
  } catch {
    // Nothing is kept there.
  }
  await Promise.all(names.map((name) => save(name, null)));
}
