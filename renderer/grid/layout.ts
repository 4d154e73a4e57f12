import type { Column } from './columns.ts';

/** What a person has changed about the columns of one grid. Ids of columns that no longer exist do no harm. */
export interface Layout {
  /** Pixels of the columns whose edge was dragged. */
  readonly widths: Readonly<Record<string, number>>;
  /** Ids in the order chosen; empty = as declared. */
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

export const declaredLayout: Layout = { widths: {}, order: [], hidden: [] };

type Named = Pick<Column<never>, 'id'>;

/**
 * All columns in the order chosen. A column the order does not name (it is new, or shown only at times) stays behind
 * the one it was declared behind.
 */
export function inOrder<C extends Named>(columns: readonly C[], layout: Layout): readonly C[] {
  if (layout.order.length === 0) return columns;
  const sorted: C[] = layout.order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  columns.forEach((column, index) => {
    if (layout.order.includes(column.id)) return;
    const before = columns[index - 1];
    sorted.splice(before ? sorted.indexOf(before) + 1 : 0, 0, column);
  });
  return sorted;
}

/** The columns on the screen, in their order. At least one always is, whatever was kept. */
export function shownColumns<C extends Named>(columns: readonly C[], layout: Layout): readonly C[] {
  const ordered = inOrder(columns, layout);
  const shown = ordered.filter((column) => !layout.hidden.includes(column.id));
  return shown.length > 0 ? shown : ordered.slice(0, 1);
}

/** Moves a column one place to the left (-1) or to the right (1) among all columns, hidden ones included. */
export function moveColumn(columns: readonly Named[], layout: Layout, id: string, by: -1 | 1): Layout {
  const ids = inOrder(columns, layout).map((column) => column.id);
  const from = ids.indexOf(id);
  const to = from + by;
  const other = ids[to];
  if (from < 0 || other === undefined) return layout;
  ids[to] = id;
  ids[from] = other;
  // Columns that are not there now (shown only at times) keep their place at the end of what was chosen.
  return { ...layout, order: [...ids, ...layout.order.filter((one) => !ids.includes(one))] };
}

/** Puts a column before another one, or at the end. */
export function placeColumn(
  columns: readonly Named[],
  layout: Layout,
  id: string,
  before: string | null,
): Layout {
  const ids = inOrder(columns, layout).map((column) => column.id);
  if (!ids.includes(id) || before === id) return layout;
  const others = ids.filter((one) => one !== id);
  const place = before === null ? others.length : others.indexOf(before);
  if (place < 0) return layout;
  const order = others.toSpliced(place, 0, id);
  return { ...layout, order: [...order, ...layout.order.filter((one) => !ids.includes(one))] };
}

/** Moves a column past its neighbour on the screen, and past the hidden ones on the way. */
export function moveShown(columns: readonly Named[], layout: Layout, id: string, by: -1 | 1): Layout {
  const shown = shownColumns(columns, layout).map((column) => column.id);
  const neighbour = shown[shown.indexOf(id) + by];
  if (!shown.includes(id) || neighbour === undefined) return layout;
  if (by === -1) return placeColumn(columns, layout, id, neighbour);
  const ids = inOrder(columns, layout).map((column) => column.id);
  return placeColumn(columns, layout, id, ids[ids.indexOf(neighbour) + 1] ?? null);
}

/** Hides or shows a column. The last one that is shown cannot be hidden. */
export function showColumn(columns: readonly Named[], layout: Layout, id: string, show: boolean): Layout {
  const others = layout.hidden.filter((one) => one !== id);
  if (show) return { ...layout, hidden: others };
  if (shownColumns(columns, layout).every((column) => column.id === id)) return layout;
  return { ...layout, hidden: [...others, id] };
}

/** What was kept may be damaged or of an older version: each part that is not as expected counts as not changed. */
export function readLayout(text: string | null): Layout {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value !== 'object' || value === null) return declaredLayout;
    const { widths, order, hidden } = { widths: {}, order: [], hidden: [], ...value };
    return { widths: readWidths(widths), order: readIds(order), hidden: readIds(hidden) };
  } catch {
    return declaredLayout;
  }
}

function readWidths(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])),
  );
}

function readIds(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((id) => typeof id === 'string'))];
}
