import { showDone, useMessage } from '../shell/messages.ts';
import { plural } from '../widgets/format.ts';
import type { Column } from './columns.ts';
import { tickedCount } from './selection.ts';
import type { Ticks } from './ticks.ts';
import { toClipboardCell, toTsv } from './tsv.ts';

export interface CopySource<Row> {
  readonly columns: readonly Column<Row>[];
  /** Where the cursor is. */
  readonly row: Row;
  readonly column: Column<Row>;
  readonly ticks: Ticks<Row> | undefined;
  readonly total: number;
  /** Shift: the names of the columns go along, and the whole row when nothing is ticked. */
  readonly withHeader: boolean;
}

/** What Ctrl+C copies: the ticked rows, or the cell (with Shift its row) when nothing is ticked. */
export async function copyRows<Row>(source: CopySource<Row>): Promise<void> {
  const { columns, row, column, ticks, total, withHeader } = source;
  if (!ticks || tickedCount(ticks.selection, total) === 0) {
    await write(withHeader ? toTsv(columns, [row], { withHeader }) : toClipboardCell(column.text(row)));
    return;
  }
  const rows = await ticks.tickedRows(total);
  const elsewhere = tickedCount(ticks.selection, total) - rows.length;
  if (!(await write(toTsv(columns, rows, { withHeader })))) return;
  showDone(
    `${plural(rows.length, 'ticked row')} copied.${
      elsewhere > 0 ? ` ${plural(elsewhere, 'ticked row')} more: the filter hides them.` : ''
    }`,
  );
}

/** False when the browser does not let this page write to the clipboard. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    useMessage.getState().show({
      tone: 'error',
      text: 'Nothing was copied: the browser did not allow it. Click into the grid and press Ctrl+C again.',
      details: [],
    });
    return false;
  }
}
