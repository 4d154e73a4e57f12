import { type PointerEvent, useState } from 'react';
import { heightAfterKey, leastPane, mostPane, type PaneSize } from './pane-height.ts';

interface PaneEdgeProps {
  readonly label: string;
  readonly height: number;
  readonly isFull: boolean;
  readonly onSize: (size: PaneSize) => void;
  readonly onToggle: () => void;
}

/** The upper edge of a pane below a list: dragged, moved with the arrows, or made as high as it gets with Enter or a double click. */
export function PaneEdge({ label, height, isFull, onSize, onToggle }: PaneEdgeProps) {
  const [most, setMost] = useState(() => mostPane(window.innerHeight));
  /** The room of list and pane together is known only where they stand. */
  const measure = (edge: HTMLElement): number => {
    const room = mostPane(edge.closest('.tab-panel')?.clientHeight ?? window.innerHeight);
    setMost(room);
    return room;
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const edge = event.currentTarget;
    if (!edge.hasPointerCapture(event.pointerId)) return;
    const bottom = edge.parentElement?.getBoundingClientRect().bottom ?? window.innerHeight;
    onSize(Math.round(Math.max(leastPane, Math.min(measure(edge), bottom - event.clientY))));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that is moved is a widget; <hr> is not.
    <div
      className="pane-edge"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuenow={isFull ? most : Math.min(height, most)}
      aria-valuemin={leastPane}
      aria-valuemax={most}
      title="Drag, or press the arrows up and down; a double click or Enter makes it as high as it gets"
      onFocus={(event) => measure(event.currentTarget)}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={onToggle}
      onKeyDown={(event) => {
        const next = heightAfterKey(event.key, isFull ? most : height, measure(event.currentTarget));
        if (next !== null) onSize(next);
        else if (event.key === 'Enter') onToggle();
        else return;
        event.preventDefault();
      }}
    />
  );
}
