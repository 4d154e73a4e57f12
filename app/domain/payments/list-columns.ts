import type { ColumnKind } from '../column-filter.ts';

/** Columns of the settlement rows: each can be sorted and filtered. */
export const rowColumns = {
  date: 'date',
  status: 'choice',
  invoice: 'text',
  id: 'id',
  type: 'text',
  revenue: 'money',
  fees: 'money',
  refund: 'money',
  adjustment: 'money',
  reserve: 'money',
  settlement: 'money',
  payment: 'text',
  reason: 'text',
} as const satisfies Record<string, ColumnKind>;
export type RowColumn = keyof typeof rowColumns;

/** Columns of the settlement by order. */
export const settledOrderColumns = {
  order: 'id',
  status: 'choice',
  invoice: 'text',
  rows: 'count',
  firstOn: 'date',
  lastOn: 'date',
  invoiced: 'money',
  sale: 'money',
  refund: 'money',
  revenue: 'money',
  fees: 'money',
  adjustment: 'money',
  settlement: 'money',
  difference: 'money',
} as const satisfies Record<string, ColumnKind>;
export type SettledOrderColumn = keyof typeof settledOrderColumns;
