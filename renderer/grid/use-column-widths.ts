import { useCallback, useState } from 'react';
import { recall, remember } from '../widgets/remember.ts';

type Widths = Readonly<Record<string, number>>;

/** Widths a person has dragged, in pixels by column, kept for each grid. */
export function useColumnWidths(grid: string): {
  readonly widths: Widths;
  readonly setWidth: (columnId: string, width: number) => void;
} {
  const [widths, setWidths] = useState<Widths>(() => readWidths(recall(`widths.${grid}`)));
  const setWidth = useCallback(
    (columnId: string, width: number) =>
      setWidths((old) => {
        const next = { ...old, [columnId]: Math.max(48, Math.min(900, width)) };
        remember(`widths.${grid}`, JSON.stringify(next));
        return next;
      }),
    [grid],
  );
  return { widths, setWidth };
}

/** What was kept may be damaged: anything but a table of whole numbers counts as nothing kept. */
function readWidths(text: string | null): Widths {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, width]) => Number.isSafeInteger(width)));
  } catch {
    return {};
  }
}
