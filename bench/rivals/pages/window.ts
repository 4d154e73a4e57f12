import { columns, fetchRows, type RivalRow, sayCounts, textOf } from './row.ts';

/**
 * The floor: a window over an array, written by hand. Forty row elements are used again and again; sorting and filtering
 * make a list of numbers; nothing is edited, named for a screen reader, moved, hidden or kept.
 */
const rowHeight = 28;
const scroller = document.createElement('div');
scroller.className = 'scroller';
const canvas = document.createElement('div');
canvas.className = 'canvas';

let rows: readonly RivalRow[] = [];
let order = new Uint32Array();
let shown: Uint32Array = order;
let sorting: { readonly field: keyof RivalRow; descending: boolean } | null = null;
let filter = '';
let isAll = false;

interface Line {
  readonly element: HTMLElement;
  readonly box: HTMLInputElement;
  readonly cells: readonly HTMLElement[];
}
const lines: Line[] = [];

function makeLine(): Line {
  const element = document.createElement('div');
  element.className = 'row';
  const box = document.createElement('input');
  box.type = 'checkbox';
  element.append(box);
  const cells = columns.map(({ width }) => {
    const cell = document.createElement('span');
    cell.style.width = `${width}px`;
    element.append(cell);
    return cell;
  });
  canvas.append(element);
  return { element, box, cells };
}

function draw(): void {
  const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - 8);
  const wanted = Math.min(shown.length - first, Math.ceil(scroller.clientHeight / rowHeight) + 16);
  while (lines.length < wanted) lines.push(makeLine());
  for (const [index, { element, box, cells }] of lines.entries()) {
    const row = index < wanted ? rows[shown[first + index] ?? -1] : undefined;
    element.hidden = row === undefined;
    if (!row) continue;
    element.dataset.row = String(first + index);
    element.style.transform = `translateY(${(first + index) * rowHeight}px)`;
    box.checked = isAll;
    for (const [place, { field }] of columns.entries()) {
      const cell = cells[place];
      if (cell) cell.textContent = textOf(row, field);
    }
  }
}

function show(): void {
  shown = filter === '' ? order : order.filter((at) => rows[at]?.orderId.includes(filter));
  canvas.style.height = `${shown.length * rowHeight}px`;
  scroller.scrollTop = 0;
  sayCounts(shown.length, isAll ? shown.length : 0);
  draw();
}

function sortBy(field: keyof RivalRow): void {
  sorting = { field, descending: sorting?.field === field ? !sorting.descending : false };
  const sign = sorting.descending ? -1 : 1;
  order = order.slice().sort((a, b) => {
    const [one, other] = [rows[a]?.[field] ?? '', rows[b]?.[field] ?? ''];
    if (one === other) return sign * (a - b);
    return one < other ? -sign : sign;
  });
  show();
}

function makeHead(): HTMLElement {
  const head = document.createElement('div');
  head.className = 'row head';
  const all = document.createElement('input');
  all.type = 'checkbox';
  all.id = 'all';
  all.addEventListener('change', () => {
    isAll = all.checked;
    sayCounts(shown.length, isAll ? shown.length : 0);
    draw();
  });
  head.append(all);
  for (const { field, header, width } of columns) {
    const button = document.createElement('button');
    button.textContent = header;
    button.dataset.sort = field;
    button.style.width = `${width}px`;
    button.addEventListener('click', () => sortBy(field));
    head.append(button);
  }
  return head;
}

const box = document.querySelector<HTMLInputElement>('#filter');
box?.addEventListener('input', () => {
  filter = box.value;
  show();
});
scroller.addEventListener('scroll', draw);
rows = await fetchRows();
order = Uint32Array.from(rows.keys());
scroller.append(canvas);
document.querySelector('main')?.append(makeHead(), scroller);
show();
