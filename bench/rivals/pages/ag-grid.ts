import {
  ClientSideRowModelModule,
  createGrid,
  ModuleRegistry,
  RowApiModule,
  RowSelectionModule,
  TextFilterModule,
  themeQuartz,
} from 'ag-grid-community';
import { columns, fetchRows, type RivalRow, sayCounts, textOf } from './row.ts';

/** AG Grid Community as its documents put it for speed: only the modules in use, fixed rows, no animation, no pause. */
ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  RowApiModule,
  RowSelectionModule,
  TextFilterModule,
]);

const rowData = await fetchRows();
const main = document.querySelector('main');
if (!main) throw new Error('The page has a main element');
const counts = { ticked: 0 };
const api = createGrid<RivalRow>(main, {
  theme: themeQuartz.withParams({ rowHeight: 28, headerHeight: 28 }),
  rowData,
  rowHeight: 28,
  animateRows: false,
  suppressColumnMoveAnimation: true,
  getRowId: ({ data }) => data.orderId,
  rowSelection: { mode: 'multiRow', selectAll: 'filtered' },
  columnDefs: columns.map(({ field, header, width }) => ({
    field,
    headerName: header,
    width,
    sortable: true,
    filter: field === 'orderId' ? 'agTextColumnFilter' : false,
    valueFormatter: ({ data }) => (data ? textOf(data, field) : ''),
  })),
  onModelUpdated: ({ api: grid }) => sayCounts(grid.getDisplayedRowCount(), counts.ticked),
  onSelectionChanged: ({ api: grid }) => {
    counts.ticked = grid.getSelectedNodes().length;
    sayCounts(grid.getDisplayedRowCount(), counts.ticked);
  },
});

const box = document.querySelector<HTMLInputElement>('#filter');
box?.addEventListener('input', () => {
  api.setFilterModel(box.value === '' ? null : { orderId: { type: 'contains', filter: box.value } });
});
