import { strToU8, type Zippable, zipSync } from 'fflate';

/** One cell of a test workbook: plain text is written the way the options say, an object exactly as given. */
export type TestCell = string | { readonly xml: string };

export interface TestSheet {
  readonly name: string;
  readonly rows: readonly (readonly TestCell[])[];
  readonly hidden?: boolean;
  /** A `<dimension>` that need not be true. */
  readonly dimension?: string;
}

/** Every way of writing that real exports and other programs use, so that each can be tried alone. */
export interface WriterOptions {
  readonly strings?: 'shared' | 'inline' | 'str';
  /** One `<row>` element for each cell, as the order export has it. */
  readonly rowPerCell?: boolean;
  readonly omitReferences?: boolean;
  readonly reverseCells?: boolean;
  /** Namespace prefix of all elements, such as `x`. */
  readonly prefix?: string;
  readonly strict?: boolean;
  readonly absoluteTargets?: boolean;
  readonly upperCaseParts?: boolean;
  readonly utf16?: boolean;
  readonly date1904?: boolean;
  /** Number format codes; style index 1 is the first of them. */
  readonly formats?: readonly string[];
  readonly stored?: boolean;
  readonly prologue?: string;
  readonly extraParts?: Readonly<Record<string, string>>;
  readonly withoutParts?: readonly string[];
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function letters(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + letters(index % 26);
}

function encode(xml: string, utf16: boolean): Uint8Array {
  if (!utf16) return strToU8(xml);
  return new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le'));
}

/** Writes a small .xlsx for tests. */
export function writeXlsx(sheets: readonly TestSheet[], options: WriterOptions = {}): Uint8Array {
  const tag = options.prefix === undefined ? '' : `${options.prefix}:`;
  const main = options.strict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const types = options.strict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const declared = options.prefix === undefined ? `xmlns="${main}"` : `xmlns:${options.prefix}="${main}"`;
  const prologue = options.prologue ?? '<?xml version="1.0"?>';
  const shared: string[] = [];
  const indexes = new Map<string, number>();
  const shareIndex = (text: string): number => {
    const known = indexes.get(text);
    if (known !== undefined) return known;
    indexes.set(text, shared.length);
    shared.push(text);
    return shared.length - 1;
  };

  const writeCell = (cell: TestCell, reference: string): string => {
    const place = options.omitReferences ? '' : ` r="${reference}"`;
    if (typeof cell !== 'string') return cell.xml.replace('@', place).replaceAll('~', tag);
    if (cell === '') return `<${tag}c${place}/>`;
    const text = `<${tag}t xml:space="preserve">${escapeXml(cell)}</${tag}t>`;
    if (options.strings === 'inline')
      return `<${tag}c${place} t="inlineStr"><${tag}is>${text}</${tag}is></${tag}c>`;
    if (options.strings === 'str')
      return `<${tag}c${place} t="str"><${tag}v>${escapeXml(cell)}</${tag}v></${tag}c>`;
    return `<${tag}c${place} t="s"><${tag}v>${shareIndex(cell)}</${tag}v></${tag}c>`;
  };
  const writeRow = (cells: readonly TestCell[], number: number): string => {
    const written = cells.map((cell, index) => writeCell(cell, `${letters(index)}${number}`));
    if (options.reverseCells) written.reverse();
    const parts = options.rowPerCell ? written : [written.join('')];
    const place = options.omitReferences ? '' : ` r="${number}"`;
    return parts.map((part) => `<${tag}row${place}>${part}</${tag}row>`).join('');
  };

  const parts: Record<string, string> = {};
  sheets.forEach((sheet, index) => {
    const dimension = sheet.dimension === undefined ? '' : `<${tag}dimension ref="${sheet.dimension}"/>`;
    const rows = sheet.rows
      .map((cells, row) => (cells.length === 0 ? '' : writeRow(cells, row + 1)))
      .join('');
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `${prologue}<${tag}worksheet ${declared}>${dimension}<${tag}sheetData>${rows}</${tag}sheetData></${tag}worksheet>`;
  });
  const target = (path: string) => (options.absoluteTargets ? `/xl/${path}` : path);
  const relation = (id: string, type: string, path: string) =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target(path)}"/>`;
  const listed = sheets.map(
    (sheet, index) =>
      `<${tag}sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}" r:id="s${index + 1}"${sheet.hidden ? ' state="hidden"' : ''}/>`,
  );
  parts['xl/workbook.xml'] =
    `${prologue}<${tag}workbook ${declared} xmlns:r="${types}"><${tag}workbookPr${options.date1904 ? ' date1904="1"' : ''}/><${tag}sheets>${listed.join('')}</${tag}sheets></${tag}workbook>`;
  parts['xl/_rels/workbook.xml.rels'] =
    `<Relationships>${sheets.map((_, index) => relation(`s${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('')}${relation('strings', 'sharedStrings', 'sharedStrings.xml')}${relation('styles', 'styles', 'styles.xml')}</Relationships>`;
  parts['_rels/.rels'] =
    `<Relationships><Relationship Id="w" Type="${types}/officeDocument" Target="${options.absoluteTargets ? '/' : ''}xl/workbook.xml"/></Relationships>`;
  const formats = options.formats ?? [];
  parts['xl/styles.xml'] =
    `${prologue}<${tag}styleSheet ${declared}><${tag}numFmts>${formats.map((code, index) => `<${tag}numFmt numFmtId="${200 + index}" formatCode="${escapeXml(code)}"/>`).join('')}</${tag}numFmts><${tag}cellXfs><${tag}xf numFmtId="0"/>${formats.map((_, index) => `<${tag}xf numFmtId="${200 + index}"/>`).join('')}<${tag}xf numFmtId="14"/></${tag}cellXfs></${tag}styleSheet>`;
  parts['xl/sharedStrings.xml'] =
    `${prologue}<${tag}sst ${declared}>${shared.map((text) => `<${tag}si><${tag}t xml:space="preserve">${escapeXml(text)}</${tag}t></${tag}si>`).join('')}</${tag}sst>`;
  Object.assign(parts, options.extraParts);

  const files: Zippable = {};
  for (const [name, xml] of Object.entries(parts)) {
    if (options.withoutParts?.includes(name)) continue;
    const stored = options.upperCaseParts && name.startsWith('xl/') ? name.toUpperCase() : name;
    files[stored] = [encode(xml, options.utf16 === true), { level: options.stored ? 0 : 6 }];
  }
  return zipSync(files);
}

/** The same container with a zip64 directory, as writers of very large workbooks leave it. */
export function asZip64(zip: Uint8Array): Uint8Array {
  const end = zip.length - 22;
  const old = new DataView(zip.buffer, zip.byteOffset + end, 22);
  const record = new DataView(new ArrayBuffer(56 + 20 + 22));
  const count = BigInt(old.getUint16(10, true));
  record.setUint32(0, 0x06064b50, true);
  record.setBigUint64(4, 44n, true);
  record.setBigUint64(24, count, true);
  record.setBigUint64(32, count, true);
  record.setBigUint64(40, BigInt(old.getUint32(12, true)), true);
  record.setBigUint64(48, BigInt(old.getUint32(16, true)), true);
  record.setUint32(56, 0x07064b50, true);
  record.setBigUint64(64, BigInt(end), true);
  record.setUint32(72, 1, true);
  record.setUint32(76, 0x06054b50, true);
  record.setUint16(84, 0xffff, true);
  record.setUint16(86, 0xffff, true);
  record.setUint32(88, 0xffffffff, true);
  record.setUint32(92, 0xffffffff, true);
  const joined = new Uint8Array(end + record.byteLength);
  joined.set(zip.subarray(0, end));
  joined.set(new Uint8Array(record.buffer), end);
  return joined;
}
