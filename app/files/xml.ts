import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { damaged, Refused } from './refusal.ts';

export type XmlAttributes = Readonly<Record<string, string>>;

/** Names come without their namespace prefix: `x:row` and `row` are the same element, whatever dialect is declared. */
export interface XmlHandlers {
  onOpen(name: string, attributes: XmlAttributes): void;
  onClose(name: string): void;
  onText(text: string): void;
}

/** Takes the bytes of a part as they arrive. */
export interface PartReader {
  write(chunk: Uint8Array): void;
  end(): void;
}

function detectEncoding(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
  const declared = /^[^>]*?encoding=["']([\w-]+)["']/.exec(
    Buffer.from(head.subarray(0, 200)).toString('latin1'),
  );
  return declared?.[1]?.toLowerCase() ?? 'utf-8';
}

function createDecoder(head: Uint8Array, part: string): TextDecoder {
  const encoding = detectEncoding(head);
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw damaged(`The part ${part} of the workbook is written in an unknown encoding (${encoding}).`);
  }
}

/** Attribute value by local name: `r:id` and `id` alike, the exact name first. */
export function attribute(attributes: XmlAttributes, name: string): string | undefined {
  const exact = attributes[name];
  if (exact !== undefined) return exact;
  for (const key in attributes) {
    if (key.endsWith(name) && key[key.length - name.length - 1] === ':') return attributes[key];
  }
  return undefined;
}

/**
 * Parses one part while it arrives; no tree is built. A document type or an entity of its own is refused: settlement
 * files have none, and both are used to attack readers.
 */
export function createXmlReader(part: string, handlers: XmlHandlers): PartReader {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const localNames = new Map<string, string>();
  const localName = (name: string): string => {
    let local = localNames.get(name);
    if (local === undefined) {
      local = name.slice(name.indexOf(':') + 1);
      localNames.set(name, local);
    }
    return local;
  };
  parser.on('doctype', () => {
    throw new Refused(
      'damaged',
      `The part ${part} of the workbook declares a document type, which no spreadsheet program writes. Load the original export.`,
    );
  });
  parser.on('error', () => {
    throw damaged(`The part ${part} of the workbook is not well-formed.`);
  });
  parser.on('opentag', (tag) => handlers.onOpen(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => handlers.onClose(localName(tag.name)));
  parser.on('text', (text) => handlers.onText(text));
  parser.on('cdata', (text) => handlers.onText(text));

  const decode = createPartDecoder(part);
  return {
    write: (chunk) => {
      parser.write(decode(chunk));
    },
    end: () => {
      parser.write(decode());
      parser.close();
    },
  };
}

/** Decodes the bytes of a part as they arrive; without a chunk, what is left at the end. */
function createPartDecoder(part: string): (chunk?: Uint8Array) => string {
  let decoder: TextDecoder | null = null;
  return (chunk) => {
    decoder ??= createDecoder(chunk ?? new Uint8Array(), part);
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw damaged(`The part ${part} of the workbook holds text that cannot be decoded.`);
    }
  };
}

/** Hands a reader of UTF-8 the part as UTF-8, whatever it is written in, without its mark. */
export function transcode(part: string, reader: PartReader): PartReader {
  let decode: ((chunk?: Uint8Array) => string) | null = null;
  let isFirst = true;
  return {
    write: (chunk) => {
      if (isFirst) {
        isFirst = false;
        if (detectEncoding(chunk) !== 'utf-8') decode = createPartDecoder(part);
        else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) {
          reader.write(chunk.subarray(3));
          return;
        }
      }
      reader.write(decode ? Buffer.from(decode(chunk)) : chunk);
    },
    end: () => {
      if (decode) reader.write(Buffer.from(decode()));
      reader.end();
    },
  };
}
