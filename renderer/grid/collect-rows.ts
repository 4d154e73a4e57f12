import type { Ask, MethodName, Output } from '../../app/contract/api.ts';
import type { Client } from '../../app/contract/client.ts';
import type { ApiError } from '../../app/contract/errors.ts';

type Listing = { readonly rows: readonly unknown[] };
/** Methods that answer with a window of rows. */
export type ListMethod = { [M in MethodName]: Output<M> extends Listing ? M : never }[MethodName];
export type RowOf<M extends ListMethod> =
  Output<M> extends { readonly rows: readonly (infer Row)[] } ? Row : never;

/** Rows are fetched in pieces of this many, the contract's limit. */
const pieceSize = 500;

export interface ReadRows<Row> {
  readonly rows: Row[];
  /** Why there are no more rows than these; null when all were read. */
  readonly error: ApiError | null;
}

interface Span {
  readonly first?: number;
  readonly last?: number;
  /** Told after each piece how many rows there are so far. */
  readonly onPiece?: (count: number) => void;
}

/** Rows `first` to `last` of a list, or to its end, piece by piece; stops at the first piece that fails. */
export async function readRows<M extends ListMethod>(
  client: Pick<Client, 'call'>,
  method: M,
  toInput: (offset: number, limit: number) => Ask<M>,
  { first = 0, last = Number.MAX_SAFE_INTEGER, onPiece }: Span = {},
): Promise<ReadRows<RowOf<M>>> {
  const rows: RowOf<M>[] = [];
  for (let offset = first; offset <= last; offset += pieceSize) {
    const limit = Math.min(pieceSize, last - offset + 1);
    const reply = await client.call(method, toInput(offset, limit));
    if (!reply.ok) return { rows, error: reply.error };
    // ListMethod admits only methods whose answer has rows of RowOf<M>.
    const piece = reply.value.rows as RowOf<M>[];
    rows.push(...piece);
    onPiece?.(rows.length);
    if (piece.length < limit) break;
  }
  return { rows, error: null };
}

/** As `readRows`, for those who would rather have fewer rows than none when a piece fails. */
export async function collectRows<M extends ListMethod>(
  client: Pick<Client, 'call'>,
  method: M,
  toInput: (offset: number, limit: number) => Ask<M>,
  first = 0,
  last = Number.MAX_SAFE_INTEGER,
): Promise<RowOf<M>[]> {
  return (await readRows(client, method, toInput, { first, last })).rows;
}
