import { useState } from 'react';
import { recall, remember } from './remember.ts';

/** Pixels, or `full` = all that the list above can spare. */
export type PaneSize = number | 'full';

/** Its head and a line or two. */
export const leastPane = 96;
/** What stays of the list above: the header of its grid and two rows. */
const leastAbove = 150;
const keyStep = 24;
/** Leaves eight rows of a grid above at 720 pixels. */
const usualShare = 0.26;
const mostUsual = 290;

export function mostPane(room: number): number {
  return Math.max(leastPane, Math.round(room) - leastAbove);
}

/** The height after a key on the edge; null when the key is not one of the edge's. */
export function heightAfterKey(key: string, height: number, most: number): number | null {
  const wanted: Readonly<Record<string, number>> = {
    ArrowUp: height + keyStep,
    ArrowDown: height - keyStep,
    Home: most,
    End: leastPane,
  };
  const next = wanted[key];
  return next === undefined ? null : Math.max(leastPane, Math.min(most, next));
}

export function readPane(kept: string | null): PaneSize | null {
  if (kept === 'full') return 'full';
  return kept !== null && /^\d{2,4}$/.test(kept) ? Number(kept) : null;
}

/** How high a pane below a list is: as it was left the last time, else what suits the window. */
export function usePaneHeight(name: string) {
  const key = `pane.${name}`;
  const usual = Math.min(mostUsual, Math.round(window.innerHeight * usualShare));
  const [size, setSize] = useState<PaneSize | null>(() => readPane(recall(key)));
  const choose = (next: PaneSize) => {
    setSize(next);
    remember(key, String(next));
  };
  return {
    height: size === null || size === 'full' ? usual : size,
    isFull: size === 'full',
    choose,
    /** All there is, or back to the usual height. */
    toggle: () => choose(size === 'full' ? usual : 'full'),
  };
}
