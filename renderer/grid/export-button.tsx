import { useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { toBusinessDate } from '../../app/domain/dates.ts';
import { showDone, useMessage } from '../shell/messages.ts';
import { Button } from '../widgets/button.tsx';
import { formatAmount, formatCount, plural } from '../widgets/format.ts';
import { Icon } from '../widgets/icons.tsx';
import type { ReadRows } from './collect-rows.ts';
import type { Column, Sorting } from './columns.ts';
import { toCsv } from './csv.ts';
import { downloadFile, toFileWord } from './download.ts';
import type { ExportContent } from './export-content.ts';
import type { Sum } from './foot-sums.tsx';
import { shownColumns } from './layout.ts';
import { printSheet } from './print-sheet.ts';
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
  readonly sorting?: Sorting;
  readonly sums: readonly Sum[];
  readonly readAll: (onPiece: (count: number) => void) => Promise<ReadRows<Row>>;
}

type Format = 'xlsx' | 'csv' | 'print';
/** A sheet has 1,048,576 rows; some are taken by title, header and totals. */
const mostSheetRows = 1_048_500;
/** About a hundred pages. */
const mostPrintedRows = 5_000;

/** Saves or prints exactly what the grid shows, all its rows included. A file is whole or there is none. */
export function ExportButton<Row>(props: ExportButtonProps<Row>) {
  const { label, total } = props;
  const [running, setRunning] = useState(false);
  const { layout } = useLayout(props.grid);

  const save = async (format: Format) => {
    setRunning(true);
    const told = await exportRows(props, shownColumns(props.columns, layout), format);
    setRunning(false);
    if (told.saved) showDone(told.text);
    else useMessage.getState().show({ tone: 'error', text: told.text, details: [] });
  };

  const why = running ? 'The rows are being read' : total === 0 ? 'There is no row to export' : null;
  const name = `Export ${label.toLowerCase()}`;
  if (why !== null)
    return (
      <Button icon="download" label={name} disabledBecause={why}>
        Export
      </Button>
    );
  return (
    <MenuTrigger>
      <AriaButton className="button plain" aria-label={name}>
        <Icon name="download" />
        Export
      </AriaButton>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" onAction={(key) => void save(key === 'csv' || key === 'print' ? key : 'xlsx')}>
          <MenuItem id="xlsx" className="menu-item">
            Excel workbook (.xlsx)
          </MenuItem>
          <MenuItem id="csv" className="menu-item">
            Text with commas (.csv)
          </MenuItem>
          <MenuItem id="print" className="menu-item">
            Print or PDF
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface Told {
  readonly saved: boolean;
  readonly text: string;
}

async function exportRows<Row>(
  props: ExportButtonProps<Row>,
  columns: readonly Column<Row>[],
  format: Format,
): Promise<Told> {
  const { label, shopName, total } = props;
  const done = format === 'print' ? 'printed' : 'exported';
  const refuse = (why: string): Told => ({ saved: false, text: `Nothing was ${done}. ${why}` });
  if (format === 'print' && total > mostPrintedRows)
    return refuse(`Up to ${formatCount(mostPrintedRows)} rows are put on paper. Filter, or export them.`);
  if (format === 'xlsx' && total > mostSheetRows)
    return refuse(`A sheet has room for ${formatCount(mostSheetRows)} rows. Filter, or export as CSV.`);
  const { show } = useMessage.getState();
  const { rows, error } = await props.readAll((count) =>
    show({
      tone: 'info',
      text: `Export: ${formatCount(count)} of ${formatCount(total)} rows read`,
      details: [],
    }),
  );
  if (error) return refuse(error.message);
  if (rows.length !== total) return refuse('The rows changed while they were read. Export again.');
  const content: ExportContent<Row> = {
    title: `${label}, ${shopName}`,
    filters: props.filters,
    sorting: sortingWords(props),
    columns,
    rows,
    totals: Object.fromEntries(props.sums.map((sum) => [sum.columnId, sumText(sum)])),
  };
  if (format === 'print') {
    printSheet(content);
    return { saved: true, text: `${plural(rows.length, 'row')} laid out for printing.` };
  }
  const today = toBusinessDate(Date.now(), new Intl.DateTimeFormat().resolvedOptions().timeZone);
  const fileName = `${toFileWord(label)}-${toFileWord(shopName)}-${today}.${format}`;
  if (format === 'csv') downloadFile(fileName, [toCsv(content)], 'text/csv;charset=utf-8');
  else {
    const { toXlsx } = await import('./xlsx.ts');
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    downloadFile(fileName, await toXlsx(content), type);
  }
  return { saved: true, text: `${plural(rows.length, 'row')} exported to ${fileName}.` };
}

function sortingWords<Row>({ columns, sorting }: ExportButtonProps<Row>): string | null {
  const column = sorting && columns.find(({ sort }) => sort === sorting.by);
  return column ? `${column.header}, ${sorting.descending ? 'descending' : 'ascending'}` : null;
}

/** A sum as its column writes it, without a symbol. */
function sumText({ shown, currency }: Sum): string {
  return currency === null ? formatCount(shown) : formatAmount(shown, currency);
}
