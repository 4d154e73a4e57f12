/** A key with what is held down. `code` names the key's place, `key` what it writes: one of them decides. */
export interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Does a stroke mean `Ctrl+Enter`, `Alt+1`, `Ctrl+K`? The command key of a Mac counts as Ctrl. With Alt, letters and
 * digits go by their place: there Alt writes other characters on some keyboards.
 */
export function isStroke(stroke: Stroke, keys: string): boolean {
  const parts = keys.split('+');
  const name = parts.at(-1) ?? '';
  if (stroke.altKey !== parts.includes('Alt')) return false;
  if ((stroke.ctrlKey || stroke.metaKey) !== parts.includes('Ctrl')) return false;
  if (stroke.shiftKey !== parts.includes('Shift')) return false;
  if (/^[A-Z]$/.test(name)) return stroke.code === `Key${name}`;
  if (/^\d$/.test(name)) return stroke.code === `Digit${name}`;
  return stroke.key === name;
}
