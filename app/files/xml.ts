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
export function createXmlReader(
  part: string,
  handlers: XmlHandlers,
): { write(chunk: Uint8Array): void; end(): void } {
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

  let decoder: TextDecoder | null = null;
  const decode = (chunk?: Uint8Array): string => {
    decoder ??= createDecoder(chunk ?? new Uint8Array(), part);
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw damaged(`The part ${part} of the workbook holds text that cannot be decoded.`);
    }
  };
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
