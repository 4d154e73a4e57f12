import { byPlace, type Total, type WhatIfSection } from './totals.ts';

export interface Figure {
  readonly count: number;
  readonly amountMinor: number;
}

/** One total in its variants. `changed` is null when nothing unsaved was given. */
export interface WhatIfLine {
  readonly section: WhatIfSection;
  readonly name: string;
  readonly saved: Figure;
  readonly changed: Figure | null;
  readonly posted: Figure;
  /** What the unsaved changes make of the amount; null without any. */
  readonly changeMinor: number | null;
  /** What would stand in the ledger less what stands there: the changed variant where there is one, else the saved. */
  readonly toPostMinor: number;
}

const nothing: Figure = { count: 0, amountMinor: 0 };

/**
 * The same documents as the saved mapping and profile make them, as unsaved changes would, and as they were posted: each
 * total that one of them has, side by side.
 */
export function planWhatIf(variants: {
  readonly saved: readonly Total[];
  readonly changed: readonly Total[] | null;
  readonly posted: readonly Total[];
}): readonly WhatIfLine[] {
  const saved = byKey(variants.saved);
  const changed = variants.changed === null ? null : byKey(variants.changed);
  const posted = byKey(variants.posted);
  const all = new Map([...saved, ...(changed ?? []), ...posted]);
  return [...all].map(([key, { section, name }]) => toLine(key, section, name)).sort(byPlace);

  function toLine(key: string, section: WhatIfSection, name: string): WhatIfLine {
    const now = toFigure(saved.get(key));
    const then = changed === null ? null : toFigure(changed.get(key));
    const there = toFigure(posted.get(key));
    return {
      section,
      name,
      saved: now,
      changed: then,
      posted: there,
      changeMinor: then === null ? null : then.amountMinor - now.amountMinor,
      toPostMinor: (then ?? now).amountMinor - there.amountMinor,
    };
  }
}

function byKey(totals: readonly Total[]): ReadonlyMap<string, Total> {
  return new Map(totals.map((total) => [`${total.section} ${total.name}`, total]));
}

function toFigure(total: Total | undefined): Figure {
  return total ? { count: total.count, amountMinor: total.amountMinor } : nothing;
}
