import { isUtf8 } from 'node:buffer';
import { damaged, Refused } from './refusal.ts';

/**
 * A start tag in its bytes. Attributes are spans, so that the 65 cells of a row cost no object and no text each: of
 * attribute `n`, `spans[4 * n]` to `[4 * n + 1]` is the name and `[4 * n + 2]` to `[4 * n + 3]` the value.
 */
export interface ByteTag {
  readonly bytes: Buffer;
  readonly spans: readonly number[];
  /** How many attributes it has. */
  readonly count: number;
}

/** Names come without their namespace prefix: `x:row` and `row` are the same element, whatever dialect is declared. */
export interface ByteXmlHandlers {
  onOpen(name: string, tag: ByteTag): void;
  onClose(name: string): void;
  /** `isPlain`: nothing in it stands for something else (`&amp;`). One text may come in several pieces. */
  onText(bytes: Buffer, from: number, to: number, isPlain: boolean): void;
}

const [
  tab,
  newline,
  carriage,
  space,
  bang,
  quote,
  ampersand,
  apostrophe,
  slash,
  less,
  equals,
  greater,
  query,
] = [9, 10, 13, 32, 33, 34, 38, 39, 47, 60, 61, 62, 63] as const;
/** No cell or comment is longer; what does not end before is no workbook. */
const longestToken = 64 << 20;

const isSpace = (byte: number | undefined) =>
  byte === space || byte === newline || byte === carriage || byte === tab;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML 1.0, §2.2: no surrogates, and of the control characters only the three that are white space. */
const isCharacter = (point: number) =>
  point >= space
    ? point < 0xd800 || (point > 0xdfff && point <= 0x10ffff && point !== 0xfffe && point !== 0xffff)
    : isSpace(point);

/** The characters of a text or of an attribute's value; null when it names an entity that XML does not have. */
export function decodeXmlText(bytes: Buffer, from: number, to: number, isPlain: boolean): string | null {
  const text = bytes.toString('utf8', from, to);
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (isPlain) return lines;
  let isUnknown = false;
  const decoded = lines.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));|&/g, (_, decimal, hex, name) => {
    const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    if (point !== null && isCharacter(point)) return String.fromCodePoint(point);
    const character = typeof name === 'string' ? entities[name] : undefined;
    if (character === undefined) isUnknown = true;
    return character ?? '';
  });
  return isUnknown ? null : decoded;
}

/** Names seen so far, found again by their bytes: a text is made of each once. */
function createNames() {
  const known = new Map<number, { full: string; local: string }[]>();
  const isSame = (name: string, bytes: Buffer, from: number, to: number) => {
    if (name.length !== to - from) return false;
    for (let at = from; at < to; at += 1) if (bytes[at] !== name.charCodeAt(at - from)) return false;
    return true;
  };
  return {
    isSame,
    find: (bytes: Buffer, from: number, to: number) => {
      const bucket = (bytes[from] ?? 0) * 256 + to - from;
      const candidates = known.get(bucket) ?? [];
      for (const one of candidates) if (isSame(one.full, bytes, from, to)) return one;
      const full = bytes.toString('latin1', from, to);
      const found = { full, local: full.slice(full.indexOf(':') + 1) };
      // A hostile part may have a new name for every element: those are not remembered.
      if (candidates.length < 50) known.set(bucket, [...candidates, found]);
      return found;
    },
  };
}

/**
 * Reads the large parts of a workbook while they arrive, on their bytes: a sheet of 100,000 rows has 26 million tags,
 * and a general parser makes a text and an object of each, which takes six times as long. It refuses what is not
 * well-formed, a document type and entities of its own. Bytes are UTF-8; `createXmlReader` reads small parts.
 */
export function createByteXmlReader(
  part: string,
  handlers: ByteXmlHandlers,
): { write(chunk: Uint8Array): void; end(): void } {
  const malformed = () => damaged(`The part ${part} of the workbook is not well-formed.`);
  const names = createNames();
  /** Elements that are open, outermost first. */
  const stack: { full: string; local: string }[] = [];
  const spans: number[] = [];
  let hasRoot = false;
  /** What has arrived and was not read yet: the beginning of a token, in pieces while its end is missing. */
  let rest: Buffer[] = [];
  let restLength = 0;

  /** End of the text at `at`, or -1 when it goes on after the data. */
  const takeText = (data: Buffer, at: number, end: number): number => {
    let isPlain = true;
    let isBlank = true;
    let stop = at;
    for (; stop < end; stop += 1) {
      const byte = data[stop] ?? 0;
      if (byte === less) break;
      if (byte > space) isBlank = false;
      else if (!isSpace(byte)) throw malformed();
      if (byte === ampersand) isPlain = false;
    }
    if (stop === end) return -1;
    if (stack.length > 0) handlers.onText(data, at, stop, isPlain);
    else if (!isBlank) throw malformed();
    return stop;
  };

  const takeClose = (data: Buffer, at: number, end: number): number => {
    let to = at + 2;
    while (to < end && data[to] !== greater) to += 1;
    if (to === end) return -1;
    const open = stack.pop();
    let nameEnd = to;
    while (isSpace(data[nameEnd - 1])) nameEnd -= 1;
    if (!open || !names.isSame(open.full, data, at + 2, nameEnd)) throw malformed();
    handlers.onClose(open.local);
    return to + 1;
  };

  const takeOpen = (data: Buffer, at: number, end: number): number => {
    let to = at + 1;
    let byte = data[to] ?? 0;
    while (to < end && byte > space && byte !== slash && byte !== greater && byte !== less) {
      to += 1;
      byte = data[to] ?? 0;
    }
    if (to === at + 1) throw malformed();
    const name = names.find(data, at + 1, to);
    let count = 0;
    for (;;) {
      const gap = to;
      while (to < end && isSpace(data[to])) to += 1;
      if (to >= end) return -1;
      byte = data[to] ?? 0;
      if (byte === greater) break;
      if (byte === slash) {
        if (data[to + 1] !== greater) throw malformed();
        break;
      }
      const nameFrom = to;
      while (to < end && byte !== equals && byte > space && byte !== less && byte !== greater) {
        to += 1;
        byte = data[to] ?? 0;
      }
      const nameTo = to;
      while (to < end && isSpace(data[to])) to += 1;
      if (to < end && (data[to] !== equals || nameTo === nameFrom || nameFrom === gap)) throw malformed();
      to += 1;
      while (to < end && isSpace(data[to])) to += 1;
      const mark = data[to];
      if (to < end && mark !== quote && mark !== apostrophe) throw malformed();
      const valueFrom = to + 1;
      to = valueFrom;
      while (to < end && data[to] !== mark) {
        if (data[to] === less) throw malformed();
        to += 1;
      }
      if (to >= end) return -1;
      spans[4 * count] = nameFrom;
      spans[4 * count + 1] = nameTo;
      spans[4 * count + 2] = valueFrom;
      spans[4 * count + 3] = to;
      count += 1;
      to += 1;
    }
    if (stack.length === 0) {
      if (hasRoot) throw malformed();
      hasRoot = true;
    }
    handlers.onOpen(name.local, { bytes: data, spans, count });
    if (byte === slash) {
      handlers.onClose(name.local);
      return to + 2;
    }
    stack.push(name);
    return to + 1;
  };

  /** `<!-- -->`, `<![CDATA[ ]]>`, `<? ?>`. */
  const takeOther = (data: Buffer, at: number, end: number): number => {
    const starts = (mark: string) => data.toString('latin1', at, Math.min(at + mark.length, end)) === mark;
    const endOf = (mark: string, from: number) => {
      const found = data.indexOf(mark, from, 'latin1');
      return found === -1 || found + mark.length > end ? -1 : found;
    };
    if (data[at + 1] === query) {
      const to = endOf('?>', at);
      return to === -1 ? -1 : to + 2;
    }
    if (starts('<!--')) {
      const to = endOf('-->', at + 4);
      return to === -1 ? -1 : to + 3;
    }
    if (starts('<![CDATA[')) {
      const to = endOf(']]>', at + 9);
      if (to === -1) return -1;
      if (stack.length === 0) throw malformed();
      handlers.onText(data, at + 9, to, true);
      return to + 3;
    }
    if (/^<!doctype/i.test(data.toString('latin1', at, Math.min(at + 9, end)))) {
      throw new Refused(
        'damaged',
        `The part ${part} of the workbook declares a document type, which no spreadsheet program writes. Load the original export.`,
      );
    }
    throw malformed();
  };

  const scan = (data: Buffer, end: number): number => {
    let at = 0;
    while (at < end) {
      const next = data[at + 1];
      const to =
        data[at] !== less
          ? takeText(data, at, end)
          : next === slash
            ? takeClose(data, at, end)
            : next === bang || next === query
              ? takeOther(data, at, end)
              : takeOpen(data, at, end);
      if (to === -1) break;
      at = to;
    }
    return at;
  };

  const keep = (piece: Buffer) => {
    rest.push(piece);
    restLength += piece.length;
    if (restLength > longestToken) throw malformed();
  };

  return {
    write: (chunk) => {
      const own = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (!own.includes(greater)) {
        keep(Buffer.from(own));
        return;
      }
      const data = rest.length === 0 ? own : Buffer.concat([...rest, own]);
      // What stands before the last `>` is whole tags and texts, but for a `>` inside a text, a comment or a value.
      const end = data.lastIndexOf(greater) + 1;
      if (!isUtf8(data.subarray(0, end)))
        throw damaged(`The part ${part} of the workbook holds text that cannot be decoded.`);
      const left = data.subarray(scan(data, end));
      rest = [];
      restLength = 0;
      // A copy: the piece itself is not to be kept for its last few bytes.
      if (left.length > 0) keep(Buffer.from(left));
    },
    end: () => {
      const isBlank = rest.every((piece) => piece.every((byte) => isSpace(byte)));
      if (!hasRoot || stack.length > 0 || !isBlank) throw malformed();
    },
  };
}
