import { isRight } from './columns.ts';
import type { ExportContent } from './export-content.ts';

/**
 * Puts all that a grid shows on paper: every row, not only those on the screen. It stands beside the screen, unseen, while
 * the dialog for printing is open (print.css), and is gone afterwards.
 */
export function printSheet<Row>(content: ExportContent<Row>): void {
  document.querySelector('.print-sheet')?.remove();
  const sheet = element('section', 'print-sheet');
  const { title, filters, sorting, columns, rows, totals } = content;
  sheet.append(element('h1', '', title));
  const words = [`Filter: ${filters.length === 0 ? 'none' : filters.join('; ')}`];
  if (sorting !== null) words.push(`Sorted by: ${sorting}`);
  sheet.append(element('p', '', words.join('. ')));
  const table = element('table');
  const line = (of: 'td' | 'th', texts: readonly string[]) => {
    const row = element('tr');
    columns.forEach((column, index) => {
      row.append(element(of, isRight(column.kind) ? 'right' : '', texts[index] ?? ''));
    });
    return row;
  };
  const head = element('thead');
  head.append(
    line(
      'th',
      columns.map(({ header }) => header),
    ),
  );
  const body = element('tbody');
  for (const row of rows)
    body.append(
      line(
        'td',
        columns.map((column) => column.text(row)),
      ),
    );
  // The last line of the body, not a footer: that would be repeated on every page.
  const last = line(
    'td',
    columns.map((column, index) => totals[column.id] ?? (index === 0 ? `Total of ${rows.length}` : '')),
  );
  last.className = 'total';
  body.append(last);
  table.append(head, body);
  sheet.append(table);
  document.body.append(sheet);
  window.addEventListener('afterprint', () => sheet.remove(), { once: true });
  window.print();
}

function element(name: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}
