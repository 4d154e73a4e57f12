import type { TableLimits } from './limits.ts';
import { damaged, Refused } from './refusal.ts';
import { refuseForeignZip } from './sniff.ts';
import type { TableFileInfo, TableSink } from './tables.ts';
import { readSheet, type SheetContext } from './xlsx-sheet.ts';
import { collectSharedStrings } from './xlsx-strings.ts';
import { collectDateStyles } from './xlsx-styles.ts';
import {
  collectRelationships,
  collectSheets,
  type Relationship,
  relationshipsPartOf,
  resolveTarget,
  type SheetReference,
} from './xlsx-workbook.ts';
import { createXmlReader, type PartReader, transcode, type XmlHandlers } from './xml.ts';
import { type ByteXmlHandlers, createByteXmlReader } from './xml-bytes.ts';
import { normalisePartName, readZipDirectory, readZipEntry } from './zip.ts';

/** Reads a workbook sheet by sheet, in the order of its tabs, hidden ones too. Throws `Refused`. */
export async function readXlsx(
  bytes: Uint8Array,
  sink: TableSink,
  limits: TableLimits,
): Promise<TableFileInfo> {
  const entries = readZipDirectory(bytes);
  const budget = { spent: 0 };

  /** Feeds a part to its handlers; false when the workbook does not have it. */
  const feed = async (part: string, reader: PartReader): Promise<boolean> => {
    const entry = entries.get(normalisePartName(part));
    if (!entry) return false;
    await readZipEntry(bytes, entry, limits, budget, reader.write);
    reader.end();
    return true;
  };
  const readPart = (part: string, handlers: XmlHandlers) => feed(part, createXmlReader(part, handlers));
  const readLargePart = (part: string, handlers: ByteXmlHandlers) =>
    feed(part, transcode(part, createByteXmlReader(part, handlers)));
  const relationshipsOf = async (part: string): Promise<Relationship[]> => {
    const found: Relationship[] = [];
    await readPart(relationshipsPartOf(part), collectRelationships(found));
    return found.filter((relationship) => !relationship.external);
  };

  const root: Relationship[] = [];
  await readPart('_rels/.rels', collectRelationships(root));
  const main = root.find((relationship) => relationship.type === 'officeDocument' && !relationship.external);
  const workbook = main ? resolveTarget('', main.target) : 'xl/workbook.xml';
  if (
    !entries.has(normalisePartName(workbook)) ||
    !/\.xml$/i.test(workbook) ||
    /^(word|ppt)\//i.test(workbook)
  ) {
    throw refuseForeignZip([...entries.values()].map((entry) => entry.name));
  }
  if ([...entries.keys()].some((name) => name.endsWith('vbaproject.bin') || name.includes('/macrosheets/'))) {
    throw new Refused(
      'macros',
      'The workbook carries macros, which a settlement export never does. Load the original .xlsx export, or save this file as .xlsx without macros.',
    );
  }

  const sheets: SheetReference[] = [];
  const settings = { date1904: false };
  await readPart(workbook, collectSheets(sheets, settings));
  const relationships = await relationshipsOf(workbook);
  const targetOf = (type: string): string | null => {
    const found = relationships.find((relationship) => relationship.type === type);
    return found ? resolveTarget(workbook, found.target) : null;
  };

  const strings: string[] = [];
  const stringsPart = targetOf('sharedStrings');
  // A workbook of numbers may name a list of texts that it does not have; a cell that refers to it is refused.
  if (stringsPart !== null) await readLargePart(stringsPart, collectSharedStrings(strings, limits));
  const dateStyles: boolean[] = [];
  const stylesPart = targetOf('styles');
  if (stylesPart !== null) await readPart(stylesPart, collectDateStyles(dateStyles));

  const context: SheetContext = {
    strings,
    dateStyles,
    date1904: settings.date1904,
    limits,
    counts: { rows: 0, cells: 0 },
  };
  const read: { name: string; hidden: boolean }[] = [];
  for (const sheet of sheets) {
    const relationship = relationships.find((candidate) => candidate.id === sheet.relationId);
    // Chart and dialog sheets hold no cells.
    if (relationship && relationship.type !== 'worksheet') continue;
    sink.onSheet(sheet.name, read.length);
    read.push({ name: sheet.name, hidden: sheet.hidden });
    const handlers = readSheet(context, sink.onRow);
    if (!relationship || !(await readLargePart(resolveTarget(workbook, relationship.target), handlers))) {
      throw damaged(`The sheet ${sheet.name} is missing from the workbook.`);
    }
    handlers.flush();
  }
  if (read.length === 0) throw damaged('The workbook has no sheets.');
  return { format: 'xlsx', sheets: read, encoding: null, delimiter: null };
}
