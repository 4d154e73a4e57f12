import type { MethodName } from '../../app/contract/api.ts';

const MEGABYTE = 1024 * 1024;

/** Methods that take a settlement file; their schemas allow 96 MB of base64. */
const settlementMethods: readonly MethodName[] = ['settlements.inspect', 'settlements.load'];

/** Files of mappings and of costs have a line for each item: 12 MB of base64. */
const itemFileMethods: readonly MethodName[] = ['products.readMappings', 'profit.loadCosts'];

/** A bank statement of ten years: 24 MB of base64. */
const bankFileMethods: readonly MethodName[] = ['bank.load'];

/** Every method that takes a file's content. */
export const fileMethods: readonly MethodName[] = [
  ...settlementMethods,
  ...itemFileMethods,
  ...bankFileMethods,
];

/** Methods that name many orders or SKUs: 100,000 ids of 19 digits are 2.2 MB. */
const listMethods: readonly MethodName[] = [
  'orders.post',
  'orders.preview',
  'products.impact',
  'products.map',
];

/** Route (below `/api/`) and the largest body it reads, in bytes. */
export function bodyLimits(): readonly (readonly [path: string, bytes: number])[] {
  return [
    ...settlementMethods.map((method) => [method, 100 * MEGABYTE] as const),
    ...itemFileMethods.map((method) => [method, 13 * MEGABYTE] as const),
    ...bankFileMethods.map((method) => [method, 25 * MEGABYTE] as const),
    ...listMethods.map((method) => [method, 8 * MEGABYTE] as const),
    [':method', MEGABYTE],
  ];
}
