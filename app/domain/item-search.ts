import { normaliseCode } from './mapping.ts';

interface Searched {
  readonly code: string;
  readonly name: string;
  readonly barcodes: readonly string[];
}

/** What of an item is looked through: code, name and barcodes, in lower case. */
export function toItemHay({ code, name, barcodes }: Searched): string {
  return [code, name, ...barcodes].join('\n').toLowerCase();
}

/** The words of what was typed; an item is found when its hay has every one of them. */
export function toSearchWords(text: string): string[] {
  return normaliseCode(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Those of an older answer that the text finds as well. */
export function stillFound<Item extends Searched>(items: readonly Item[], text: string): readonly Item[] {
  const words = toSearchWords(text);
  return items.filter((item) => {
    const hay = toItemHay(item);
    return words.every((word) => hay.includes(word));
  });
}
