import { useState } from 'react';
import { toBusinessDate } from '../../app/domain/dates.ts';
import { showDone, showError, useMessage } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, plural } from '../widgets/format.ts';
import type { ReadRows } from './collect-rows.ts';
import type { Column } from './columns.ts';
import { toCsv } from './csv.ts';
import { downloadText, toFileWord } from './download.ts';
import type { Sum } from './foot-sums.tsx';
import { shownColumns } from './layout.ts';
import { useLayout } from './use-layout.ts';

interface ExportButtonProps<Row> {
  /** The grid's name: its columns as they are shown now are exported. */
  readonly grid: string;
  /** What the rows are: `Orders`. */
  readonly label: string;
  readonly shopName: string;
  readonly columns: readonly Column<Row>[];
  readonly total: number;
  readonly filters: readonly string[];
  readonly sums: readonly Sum[];
  readonly readAll: (onPiece: (count: number) => void) => Promise<ReadRows<Row>>;
}

/** Saves exactly what the grid shows, all its rows included, as a CSV file. A file is whole or there is none. */
export function ExportButton<Row>(props: ExportButtonProps<Row>) {
  const { label, shopName, total } = props;
  const [running, setRunning] = useState(false);
  const { layout } = useLayout(props.grid);

  const save = async () => {
    setRunning(true);
    const { show } = useMessage.getState();
    const tell = (count: number) =>
      show({
        tone: 'info',
        text: `Export: ${formatCount(count)} of ${formatCount(total)} rows read`,
        details: [],
      });
    const { rows, error } = await props.readAll(tell);
    setRunning(false);
    if (error) {
      showError({ ...error, message: `Nothing was exported. ${error.message}` });
      return;
    }
    if (rows.length !== total) {
      show({
        tone: 'error',
        text: 'Nothing was exported, because the rows changed while they were read. Export again.',
        details: [],
      });
      return;
    }
    const today = toBusinessDate(Date.now(), new Intl.DateTimeFormat().resolvedOptions().timeZone);
    const fileName = `${toFileWord(label)}-${toFileWord(shopName)}-${today}.csv`;
    const csv = toCsv({
      title: `${label}, ${shopName}`,
      filters: props.filters,
      columns: shownColumns(props.columns, layout),
      rows,
      totals: Object.fromEntries(props.sums.map((sum) => [sum.columnId, sumText(sum)])),
    });
    downloadText(fileName, csv);
    showDone(`${plural(rows.length, 'row')} exported to ${fileName}.`);
  };

  const why = running ? 'The rows are being read' : total === 0 ? 'There is no row to export' : null;
  return (
    <Button
      icon="download"
      label={`Export ${label.toLowerCase()}`}
      title="Saves the rows shown, in this order and with these columns, as a CSV file"
      disabledBecause={why}
      onClick={() => void save()}
    >
      Export
    </Button>
  );
}

/** A sum as its column writes it, without a symbol. */
function sumText({ shown, currency }: Sum): string {
  return currency === null ? formatCount(shown) : formatAmount(shown, currency);
}
