export const emptyCode = 0;
export const zeroCode = 1;

/**
 * A row as it lies in the bytes of a file, ASCII alone: texts are only made of those that are new. Valid until its receiver
 * returns: the next row uses the same lists.
 */
export interface ByteCells {
  readonly bytes: Uint8Array;
  /** Where the first cell begins. */
  readonly start: number;
  /** Where each cell ends; the next one begins behind the delimiter, one byte further. */
  readonly ends: Uint32Array;
  /** Cells of the row, without empty ones at its end. */
  readonly count: number;
  /** The text of a piece of `bytes`, which keeps nothing else in memory. */
  text(from: number, to: number): string;
}

export interface TextPool {
  /** By code. */
  readonly texts: readonly string[];
  /** The code of a text; a new one when it was not seen before. Equal texts have one code, however they came. */
  codeOf(text: string): number;
  /** The same of a cell in bytes, of which no text is made when it is known. */
  codeOfBytes(cells: ByteCells, from: number, to: number): number;
  /** Forgets which texts it has, keeps the texts: nothing can be added any more. */
  close(): void;
}

const firstSlots = 1 << 12;

/**
 * Texts and their codes in a table of open addresses. A `Map` wants a text for every cell it is asked about; this one is
 * asked by bytes, which halves reading a CSV (docs/performance.md, row 1). `own` gives a text that keeps nothing else in
 * memory: what a parser hands out may be a slice of its whole input.
 */
export function createTextPool(own: (text: string) => string): TextPool {
  const texts = ['', '0'];
  // A start that nobody knows: a file cannot be made whose texts all fall on one slot.
  const seed = Math.floor(Math.random() * 0xffffffff);
  /** Code + 1 of the text in each slot; 0 = free. */
  let slots = new Int32Array(firstSlots);
  /** By code. */
  let hashes = new Int32Array(firstSlots / 2);
  let mask = firstSlots - 1;

  const place = (hash: number, code: number) => {
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = code + 1;
  };
  const grow = () => {
    slots = new Int32Array(slots.length * 2);
    mask = slots.length - 1;
    const wider = new Int32Array(slots.length / 2);
    wider.set(hashes);
    hashes = wider;
    for (let code = 0; code < texts.length; code += 1) place(hashes[code] ?? 0, code);
  };
  const add = (text: string, hash: number): number => {
    // Half of the slots stay free, so that looking up ends soon.
    if (texts.length * 2 >= slots.length) grow();
    const code = texts.length;
    texts.push(text);
    hashes[code] = hash;
    place(hash, code);
    return code;
  };
  const hashOf = (text: string) => {
    let hash = seed;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return finish(hash);
  };
  for (const code of [emptyCode, zeroCode]) {
    hashes[code] = hashOf(texts[code] ?? '');
    place(hashes[code] ?? 0, code);
  }

  return {
    texts,
    codeOf: (text) => {
      const hash = hashOf(text);
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const code = (slots[slot] ?? 0) - 1;
        if (hashes[code] === hash && texts[code] === text) return code;
      }
      return add(own(text), hash);
    },
    codeOfBytes: (cells, from, to) => {
      const { bytes } = cells;
      let hash = seed;
      for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
      hash = finish(hash);
      for (let slot = hash & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const code = (slots[slot] ?? 0) - 1;
        if (hashes[code] === hash && isEqual(texts[code] ?? '', bytes, from, to)) return code;
      }
      return add(cells.text(from, to), hash);
    },
    close: () => {
      slots = new Int32Array(0);
      hashes = new Int32Array(0);
    },
  };
}

/** FNV leaves its low bits nearly untouched by the last letters; the slots are chosen by those. */
function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}

function isEqual(text: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== bytes[from + at]) return false;
  return true;
}
