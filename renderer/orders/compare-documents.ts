import type { OrderDocumentView } from '../../app/contract/orders.ts';

type DocumentLine = OrderDocumentView['lines'][number];

/** A line of the document as it would be made today beside the one in the ledger; null where a side has none. */
export interface ComparedLine {
  readonly itemCode: string;
  readonly description: string;
  readonly planned: Pick<DocumentLine, 'quantity' | 'grossMinor'> | null;
  readonly standing: Pick<DocumentLine, 'quantity' | 'grossMinor'> | null;
  readonly differs: boolean;
}

/**
 * Lines of both documents side by side, by kind, item code and description; several alike are added up, because a
 * ledger keeps no order among them.
 */
export function compareLines(
  planned: readonly DocumentLine[],
  standing: readonly DocumentLine[],
): ComparedLine[] {
  const left = addUp(planned);
  const right = addUp(standing);
  const keys = [...new Set([...right.keys(), ...left.keys()])];
  return keys.flatMap((key) => {
    const one = left.get(key) ?? null;
    const other = right.get(key) ?? null;
    const named = other ?? one;
    if (!named) return [];
    const differs = one?.quantity !== other?.quantity || one?.grossMinor !== other?.grossMinor;
    return {
      itemCode: named.itemCode,
      description: named.description,
      planned: one,
      standing: other,
      differs,
    };
  });
}

function addUp(lines: readonly DocumentLine[]): Map<string, DocumentLine> {
  const sums = new Map<string, DocumentLine>();
  for (const line of lines) {
    const key = `${line.kind}\n${line.itemCode}\n${line.description}`;
    const known = sums.get(key);
    sums.set(
      key,
      known
        ? {
            ...known,
            quantity: known.quantity + line.quantity,
            grossMinor: known.grossMinor + line.grossMinor,
          }
        : line,
    );
  }
  return sums;
}
