import { Refused } from './refusal.ts';

const wanted = 'Load the .xlsx settlement export from Seller Center, or a CSV made from it.';

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);
}

function includesUtf16(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, 'utf16le'));
}

/** OLE containers: old `.xls` workbooks and password-protected `.xlsx` look the same from outside. */
function refuseOle(bytes: Uint8Array): Refused {
  if (includesUtf16(bytes, 'EncryptedPackage')) {
    return new Refused(
      'encrypted',
      'The workbook is protected by a password, so nothing in it can be read. Remove the password in the spreadsheet program (Save As, without a password) or load the original export.',
    );
  }
  if (includesUtf16(bytes, 'Workbook') || includesUtf16(bytes, 'Book')) {
    return new Refused(
      'not-a-spreadsheet',
      `This is a workbook in the old .xls format (Excel 97–2003), which Seller Center does not export. ${wanted}`,
    );
  }
  return new Refused(
    'not-a-spreadsheet',
    `This is a file of an older Office program (document, mail or slides), not a spreadsheet. ${wanted}`,
  );
}

const binaries: readonly (readonly [name: string, ...signature: number[]])[] = [
  ['a PDF document', 0x25, 0x50, 0x44, 0x46],
  ['a PNG image', 0x89, 0x50, 0x4e, 0x47],
  ['a JPEG image', 0xff, 0xd8, 0xff],
  ['a GIF image', 0x47, 0x49, 0x46, 0x38],
  ['a WebP or sound file', 0x52, 0x49, 0x46, 0x46],
  ['a gzip archive', 0x1f, 0x8b],
  ['a 7-Zip archive', 0x37, 0x7a, 0xbc, 0xaf],
  ['a RAR archive', 0x52, 0x61, 0x72, 0x21],
  ['a program', 0x4d, 0x5a, 0x90],
  ['a database', 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
];

function nameMarkup(head: string): string | null {
  // Without the marks and zero bytes of Unicode encodings, whichever it is written in.
  const start = head
    .replaceAll('\0', '')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart();
  const lower = start.toLowerCase();
  if (
    lower.startsWith('<!doctype html') ||
    /^<(html|head|body|table|script|div|meta|style|title|!--)/.test(lower)
  ) {
    return 'a web page (HTML), even if its name says otherwise';
  }
  if (lower.startsWith('<?xml') || lower.startsWith('<workbook')) {
    return lower.includes('urn:schemas-microsoft-com:office:spreadsheet')
      ? 'a spreadsheet in the XML format of 2003'
      : lower.includes('<html')
        ? 'a web page (HTML), even if its name says otherwise'
        : 'an XML document';
  }
  if (lower.startsWith('mime-version:')) return 'a web archive (MHTML), even if its name says otherwise';
  if (lower.startsWith('{\\rtf')) return 'a rich text document';
  if (/^[[{]\s*["{[]/.test(start)) return 'a JSON document';
  return null;
}

/**
 * Says what the bytes are by their content; a file name proves nothing.
 * Refuses (by throwing `Refused`) what is certainly neither a zip container nor text.
 */
export function sniff(bytes: Uint8Array): 'zip' | 'text' {
  if (bytes.length === 0) {
    throw new Refused(
      'no-rows',
      'The file is empty (0 bytes). Download the export again and load that file.',
    );
  }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw refuseOle(bytes);
  for (const [name, ...signature] of binaries) {
    if (startsWith(bytes, ...signature)) {
      throw new Refused('not-a-spreadsheet', `This is ${name}, not a spreadsheet. ${wanted}`);
    }
  }
  const markup = nameMarkup(latin1(bytes, 0, 600));
  if (markup !== null)
    throw new Refused('not-a-spreadsheet', `This is ${markup}, not a settlement export. ${wanted}`);
  return 'text';
}

/** What a zip container without a workbook holds, for the refusal. */
export function refuseForeignZip(partNames: readonly string[]): Refused {
  const names = partNames.map((name) => name.toLowerCase());
  const has = (test: (name: string) => boolean) => names.some(test);
  const message = (what: string) => new Refused('not-a-spreadsheet', `This is ${what}. ${wanted}`);
  if (has((name) => name === 'xl/workbook.bin')) return message('a binary workbook (.xlsb)');
  if (has((name) => name.startsWith('word/'))) return message('a Word document');
  if (has((name) => name.startsWith('ppt/'))) return message('a PowerPoint presentation');
  if (has((name) => name.endsWith('.iwa'))) return message('a document of Apple Numbers, Pages or Keynote');
  if (has((name) => name === 'content.xml')) return message('an OpenDocument file');
  const inner = partNames.filter((name) => /\.(xlsx|csv)$/i.test(name));
  if (inner.length > 0) {
    return message(
      `a zip archive that holds ${inner.slice(0, 3).join(', ')}: unpack it and load the files inside`,
    );
  }
  if (has((name) => name.startsWith('xl/'))) {
    return new Refused(
      'damaged',
      'The workbook lacks its list of sheets, so nothing in it can be read. Download the export from Seller Center again and load that file.',
    );
  }
  return message('a zip archive without a workbook');
}
