import { normaliseCode } from '../../app/domain/mapping.ts';

interface Item {
  readonly code: string;
  readonly name: string;
  readonly barcodes: readonly string[];
}

/** Those of an older answer that the text finds as well: every word of it, as the books search (db/ledgers.ts). */
export function stillFound<Found extends Item>(items: readonly Found[], text: string): readonly Found[] {
  const words = normaliseCode(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return items.filter(({ code, name, barcodes }) => {
    const hay = [code, name, ...barcodes].join('\n').toLowerCase();
    return words.every((word) => hay.includes(word));
  });
}
