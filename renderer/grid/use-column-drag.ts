import { type MouseEvent, type PointerEvent, useCallback, useRef, useState } from 'react';

/** Where a dragged column would land: before this one, or at the end. */
export interface ColumnDrag {
  readonly id: string;
  readonly before: string | null;
}

interface Grip {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onLostPointerCapture: () => void;
  readonly onClickCapture: (event: MouseEvent<HTMLElement>) => void;
}

/** Less is a click that trembled. */
const threshold = 5;

/** Dragging a header to another place. The drop is told once, when the button is let go. */
export function useColumnDrag(onDrop: (drag: ColumnDrag) => void) {
  const [start, setStart] = useState<{ readonly id: string; readonly x: number } | null>(null);
  const [drag, setDrag] = useState<ColumnDrag | null>(null);
  const dropped = useRef(false);
  const gripOf = useCallback(
    (id: string): Grip => {
      const end = () => {
        setStart(null);
        setDrag(null);
      };
      return {
        onPointerDown: (event) => {
          dropped.current = false;
          if (event.button !== 0 || !(event.target instanceof Element)) return;
          // What was pressed keeps the pointer, however fast it leaves.
          event.target.setPointerCapture(event.pointerId);
          setStart({ id, x: event.clientX });
        },
        onPointerMove: (event) => {
          if (start?.id !== id || event.buttons !== 1) return;
          if (!drag && Math.abs(event.clientX - start.x) < threshold) return;
          setDrag({ id, before: columnAt(event.currentTarget, event.clientX) });
        },
        onPointerUp: () => {
          dropped.current = drag !== null;
          if (drag && drag.before !== id) onDrop(drag);
          end();
        },
        onLostPointerCapture: end,
        onClickCapture: (event) => {
          // Letting go is a click on the sort button as well, and is not meant as one.
          if (dropped.current) event.stopPropagation();
          dropped.current = false;
        },
      };
    },
    [start, drag, onDrop],
  );
  return { drag, gripOf };
}

/** The column before whose middle the pointer is; null = behind the last one. */
function columnAt(title: HTMLElement, x: number): string | null {
  const cells = title.closest('tr')?.querySelectorAll<HTMLElement>('th[data-head]') ?? [];
  for (const cell of cells) {
    const { left, width } = cell.getBoundingClientRect();
    if (x < left + width / 2) return cell.dataset.head ?? null;
  }
  return null;
}
