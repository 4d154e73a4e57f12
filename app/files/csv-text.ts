import { isAscii, isUtf8 } from 'node:buffer';
import { createBreath } from './breath.ts';
import { damaged, Refused } from './refusal.ts';

/** Texts up to this size die young; larger ones stay until the whole heap is swept: 1 MB cost 100 MB more at 300,000 rows. */
const chunkSize = 1 << 16;

/** UTF-16 without a mark betrays itself by a zero in every second byte of its ASCII part. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let length = Math.min(bytes.length, 4096);
  while (length > 1 && bytes[length - 1] === 0 && bytes[length - 2] === 0) length -= 1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (odd > length * 0.3 && even < length * 0.05) return 'utf-16le';
  if (even > length * 0.3 && odd < length * 0.05) return 'utf-16be';
  return null;
}

/**
 * UTF-8 but for a character that the end of the file cuts in two. Without other such characters before it, a
 * last byte beyond ASCII is a letter of an older encoding.
 */
function isCutUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return false;
  for (let cut = 1; cut <= 3 && cut <= bytes.length; cut += 1) {
    const whole = bytes.subarray(0, bytes.length - cut);
    if ((bytes[whole.length] ?? 0) >= 0xc2 && isUtf8(whole)) return !isAscii(whole);
  }
  return false;
}

/** Chinese text from a spreadsheet set to Chinese: high bytes come in pairs, which they rarely do in Western text. */
function looksLikeGb18030(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 8192);
  let high = 0;
  let paired = 0;
  for (let at = 0; at < head.length; at += 1) {
    if ((head[at] ?? 0) < 0x81) continue;
    high += 1;
    if ((head[at + 1] ?? 0) >= 0x40) {
      paired += 1;
      if ((head[at + 1] ?? 0) >= 0x81) high += 1;
      if ((head[at + 1] ?? 0) >= 0x81) paired += 1;
      at += 1;
    }
  }
  if (high < 8 || paired / high < 0.95) return false;
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes.subarray(0, headEnd(bytes)));
    const ideographs = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
    return ideographs >= 6;
  } catch {
    return false;
  }
}

/** End of the first line, so that no character is cut in two. */
function headEnd(bytes: Uint8Array): number {
  const newline = bytes.indexOf(0x0a);
  return newline === -1 ? bytes.length : newline;
}

export function detectTextEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const utf16 = guessUtf16(bytes);
  if (utf16 !== null) return utf16;
  if (isUtf8(bytes) || isCutUtf8(bytes)) return 'utf-8';
  return looksLikeGb18030(bytes) ? 'gb18030' : 'windows-1252';
}

/** Disk tools pad a file with zero bytes, old programs end it with Ctrl-Z: neither is text. */
function trimPadding(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding.startsWith('utf-16')) {
    let end = bytes.length - (bytes.length % 2);
    while (end >= 2 && bytes[end - 1] === 0 && bytes[end - 2] === 0) end -= 2;
    return bytes.subarray(0, end);
  }
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end -= 1;
  return bytes.subarray(0, end);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const binaryText = /[\u0000-\u0008\u000e-\u001f]/;

/**
 * Decodes text piece by piece with all line ends as `\n`. The byte order mark is removed.
 * Rejects with `Refused` when the bytes are not text.
 */
export async function decodeText(
  input: Uint8Array,
  onText: (text: string, last: boolean) => void,
): Promise<string> {
  // The even length a UTF-16 file must have decides nothing before the padding is gone.
  if (input.every((byte) => byte === 0)) {
    throw damaged('The file holds nothing but zero bytes, as after a download or copy that failed.');
  }
  const encoding = detectTextEncoding(input);
  const bytes = trimPadding(input, encoding);
  const oddEnd = encoding.startsWith('utf-16') && input.length % 2 === 1 && input.at(-1) !== 0;
  if (oddEnd || (encoding === 'utf-8' && isCutUtf8(bytes))) {
    throw damaged('The file ends in the middle of a character, as after a download that was cut off.');
  }
  const decoder = new TextDecoder(encoding);
  const breath = createBreath();
  let carriage = '';
  for (let at = 0; at < bytes.length || at === 0; at += chunkSize) {
    const last = at + chunkSize >= bytes.length;
    let text = carriage + decoder.decode(bytes.subarray(at, at + chunkSize), { stream: !last });
    carriage = '';
    if (!last && text.endsWith('\r')) {
      carriage = '\r';
      text = text.slice(0, -1);
    }
    if (binaryText.test(text)) {
      if (text.includes('\u0000')) {
        throw damaged('The file holds zero bytes between its rows, as after a copy that failed.');
      }
      throw new Refused(
        'not-a-spreadsheet',
        'This is neither a workbook nor a text file. Load the .xlsx settlement export from Seller Center, or a CSV made from it.',
      );
    }
    onText(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, last);
    await breath();
  }
  return encoding;
}
