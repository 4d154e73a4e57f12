import type { Ask, MethodName, Output } from '../../app/contract/api.ts';
import type { Client } from '../../app/contract/client.ts';

type Listing = { readonly rows: readonly unknown[] };
/** Methods that answer with a window of rows. */
export type ListMethod = { [M in MethodName]: Output<M> extends Listing ? M : never }[MethodName];
export type RowOf<M extends ListMethod> =
  Output<M> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

/** Rows are fetched in pieces of this many, the contract's limit. */
const pieceSize = 500;

/**
 * Rows `first` to `last` of a list, or to its end; what is not on the screen is fetched. Stops at the first window
 * that fails, so that the caller sees fewer rows rather than none.
 */
export async function collectRows<M extends ListMethod>(
  client: Pick<Client, 'call'>,
  method: M,
  toInput: (offset: number, limit: number) => Ask<M>,
  first = 0,
  last = Number.MAX_SAFE_INTEGER,
): Promise<RowOf<M>[]> {
  const rows: RowOf<M>[] = [];
  for (let offset = first; offset <= last; offset += pieceSize) {
    const limit = Math.min(pieceSize, last - offset + 1);
    const reply = await client.call(method, toInput(offset, limit));
    if (!reply.ok) break;
    // ListMethod admits only methods whose answer has rows of RowOf<M>.
    const piece = reply.value.rows as RowOf<M>[];
    rows.push(...piece);
    if (piece.length < limit) break;
  }
  return rows;
}
