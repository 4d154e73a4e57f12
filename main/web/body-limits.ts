import type { MethodName } from '../../app/contract/api.ts';

const MEGABYTE = 1024 * 1024;

/** Methods that take a file's content; their schemas allow 96 MB of base64. */
export const fileMethods: readonly MethodName[] = ['settlements.inspect', 'settlements.load'];

/** Methods that name many orders or SKUs: 100,000 ids of 19 digits are 2.2 MB. */
const listMethods: readonly MethodName[] = ['orders.post', 'orders.preview', 'products.map'];

/** Route (below `/api/`) and the largest body it reads, in bytes. */
export function bodyLimits(): readonly (readonly [path: string, bytes: number])[] {
  return [
    ...fileMethods.map((method) => [method, 100 * MEGABYTE] as const),
    ...listMethods.map((method) => [method, 8 * MEGABYTE] as const),
    [':method', MEGABYTE],
  ];
}
