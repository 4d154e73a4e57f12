/** A row of both rivals' pages: the columns of the Orders tab, amounts in minor units. */
export interface RivalRow {
  readonly orderId: string;
  readonly orderedOn: string;
  readonly status: string;
  readonly verify: string;
  readonly days: number;
  readonly invoice: string;
  readonly recipient: string;
  readonly shipping: number;
  readonly subtotal: number;
  readonly total: number;
  readonly items: number;
}

export const columns: readonly {
  readonly field: keyof RivalRow;
  readonly header: string;
  readonly width: number;
}[] = [
  { field: 'verify', header: 'Verify status', width: 262 },
  { field: 'days', header: 'Days', width: 46 },
  { field: 'status', header: 'Status', width: 86 },
  { field: 'invoice', header: 'Invoice', width: 104 },
  { field: 'orderId', header: 'ID', width: 170 },
  { field: 'orderedOn', header: 'Create date', width: 96 },
  { field: 'shipping', header: 'Shipping fee', width: 88 },
  { field: 'subtotal', header: 'Subtotal', width: 80 },
  { field: 'total', header: 'Total', width: 80 },
  { field: 'items', header: 'Items', width: 60 },
  { field: 'recipient', header: 'Recipient', width: 180 },
];

const money = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const count = new Intl.NumberFormat('en');
const amounts: ReadonlySet<keyof RivalRow> = new Set(['shipping', 'subtotal', 'total']);

/** As the Orders tab writes it. */
export function textOf(row: RivalRow, field: keyof RivalRow): string {
  const value = row[field];
  if (typeof value === 'string') return value;
  return amounts.has(field) ? money.format(value / 100) : count.format(value);
}

/** The foot says how many rows pass the filter and how many are ticked, as the Orders tab does. */
export function sayCounts(shown: number, ticked: number): void {
  const foot = document.querySelector('footer');
  if (foot)
    foot.textContent = `${count.format(shown)} orders${ticked > 0 ? `, ${count.format(ticked)} ticked` : ''}`;
}

export async function fetchRows(): Promise<RivalRow[]> {
  const response = await fetch('/rows.json');
  // bench/screen/rival-server.ts writes it.
  return (await response.json()) as RivalRow[];
}
