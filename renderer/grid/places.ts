import type { Cursor } from './keys.ts';

/** From the first row up: into the box above the column, when it has one. */
export function focusFilter(grid: HTMLElement, columnId: string | undefined): boolean {
  const cell = [...grid.querySelectorAll<HTMLElement>('th[data-head]')].find(
    ({ dataset }) => dataset.head === columnId,
  );
  const box = cell?.querySelector<HTMLElement>('.column-filter');
  box?.focus();
  return box !== null && box !== undefined;
}

/** The cell a click belongs to; null for clicks on something inside it (a button, a box, an editor) or beside it. */
export function cellUnder(target: EventTarget): Cursor | null {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return null;
  if (target.closest('button, input, a, select, [role="option"]')) return null;
  const cell = target.closest<HTMLElement>('td[data-column]');
  const row = cell?.closest<HTMLElement>('tr[data-row]');
  if (!cell || !row) return null;
  return { row: Number(row.dataset.row), column: Number(cell.dataset.column) };
}
