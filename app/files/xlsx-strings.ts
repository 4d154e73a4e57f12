import type { TableLimits } from './limits.ts';
import { damaged, tooLarge } from './refusal.ts';
import { type ByteXmlHandlers, decodeXmlText } from './xml-bytes.ts';

const escaped = /_x([0-9A-Fa-f]{4})_/g;

/** OOXML writes characters that XML cannot hold as `_x000D_`, and a literal `_x` as `_x005F_x`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escaped, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The characters of a piece of text in a part of the workbook. */
export function readText(bytes: Buffer, from: number, to: number, isPlain: boolean): string {
  const text = decodeXmlText(bytes, from, to, isPlain);
  if (text === null) throw damaged('A text of the workbook names an entity that does not exist.');
  return text;
}

/** Collects the shared string table: rich text runs are joined, phonetic guides (`rPh`) are not text. */
export function collectSharedStrings(strings: string[], limits: TableLimits): ByteXmlHandlers {
  let text = '';
  let inText = false;
  let phonetic = 0;
  return {
    onOpen: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = phonetic === 0;
      else if (name === 'rPh') phonetic += 1;
    },
    onClose: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') {
        if (strings.length >= limits.strings) throw tooLarge('The workbook holds too many texts.');
        strings.push(unescapeText(text));
      }
    },
    onText: (bytes, from, to, isPlain) => {
      if (!inText) return;
      const piece = readText(bytes, from, to, isPlain);
      text = text === '' ? piece : text + piece;
    },
  };
}
