import type { Input, Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import { toRowKey, toShopId } from '../../domain/ids.ts';
import type { Deps } from '../deps.ts';
import { done, refuse } from '../replies.ts';

/** One settlement row with every column of its file, by the names the file gives them and in its order. */
export async function getRowInFile(
  deps: Deps,
  input: Input<'payments.row'>,
): Promise<Reply<Output<'payments.row'>>> {
  const shopId = toShopId(input.shopId);
  const rowKey = toRowKey(input.rowKey);
  const raw = (await deps.books.settlements.loadRawRows(shopId, [rowKey])).get(rowKey);
  if (!raw) return refuse('NOT_FOUND', 'The books hold no file with this row.');
  const files = await deps.books.settlements.list(shopId);
  const file = files.find(({ settlementId }) => settlementId === raw.settlementId);
  const width = Math.max(raw.headers.length, raw.cells.length);
  return done({
    fileName: file?.fileName ?? '',
    cells: Array.from({ length: width }, (_, index) => ({
      name: (raw.headers[index] ?? '').trim(),
      text: (raw.cells[index] ?? '').trim(),
    })),
  });
}
