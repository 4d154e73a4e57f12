/** Small choices of one person on one machine (tab, theme, widths). A browser that keeps nothing is no error. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`tieout.${name}`);
  } catch {
    return null;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`tieout.${name}`, value);
  } catch {
    // Storage is full or switched off: the choice lasts until the window closes.
  }
}
