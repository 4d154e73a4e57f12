import type { MethodName } from '../../app/contract/api.ts';

const MEGABYTE = 1024 * 1024;

/** Methods that take a file's content; their schemas allow 96 MB of base64. */
export const fileMethods: readonly MethodName[] = ['settlements.inspect', 'settlements.load'];

/** Route (below `/api/`) and the largest body it reads, in bytes. */
export function bodyLimits(): readonly (readonly [path: string, bytes: number])[] {
  return [...fileMethods.map((method) => [method, 100 * MEGABYTE] as const), [':method', MEGABYTE]];
}
