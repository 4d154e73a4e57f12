import { crc32, createInflateRaw } from 'node:zlib';
import type { TableLimits } from './limits.ts';
import { damaged, Refused, tooLarge } from './refusal.ts';

/** One part of the container, found through the central directory: local headers and data descriptors may lie. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Position of the local header in the file. */
  readonly offset: number;
}

const endSize = 22;
const locatorSize = 20;
const mostEntries = 20_000;

/** Part names compare without case, leading slash or backslashes: writers disagree on all three. */
export function normalisePartName(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function big(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('The list of parts in the workbook is damaged.');
  return Number(value);
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endSize - 0xffff);
  for (let at = view.byteLength - endSize; at >= lowest; at -= 1) {
    if (
      view.getUint32(at, true) === 0x06054b50 &&
      at + endSize + view.getUint16(at + 20, true) <= view.byteLength
    )
      return at;
  }
  throw damaged('The workbook is incomplete: its end is missing, as after a download that was cut off.');
}

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly start: number;
  /** Where the directory must end. */
  readonly end: number;
}

function readEnd(view: DataView): Directory {
  const end = findEnd(view);
  const plain: Directory = {
    count: view.getUint16(end + 10, true),
    size: view.getUint32(end + 12, true),
    start: view.getUint32(end + 16, true),
    end,
  };
  const locator = end - locatorSize;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return plain;
  const at = big(view, locator + 8);
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== 0x06064b50) {
    throw damaged('The list of parts in the workbook is damaged.');
  }
  return { count: big(view, at + 32), size: big(view, at + 40), start: big(view, at + 48), end: at };
}

/** Zip64 keeps sizes that do not fit 32 bits in an extra field, in this order and only those that overflowed. */
function readZip64(view: DataView, from: number, to: number, fields: { value: number }[]): void {
  for (let at = from; at + 4 <= to; ) {
    const id = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    if (id === 1) {
      let position = at + 4;
      for (const field of fields) {
        if (field.value !== 0xffffffff) continue;
        if (position + 8 > at + 4 + length) return;
        field.value = big(view, position);
        position += 8;
      }
      return;
    }
    at += 4 + length;
  }
}

/** All entries by normalised name. Throws `Refused` when the container is cut off, damaged or ambiguous. */
export function readZipDirectory(bytes: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < endSize) throw damaged('The workbook is incomplete.');
  const directory = readEnd(view);
  if (directory.count > mostEntries) throw tooLarge('The workbook has an implausible number of parts.');
  // Bytes before the container (a mail header, say) shift every offset by the same amount.
  const shift = directory.end - directory.size - directory.start;
  if (shift < 0) throw damaged('The workbook is incomplete: parts of it are missing.');
  const entries = new Map<string, ZipEntry>();
  let at = directory.start + shift;
  for (let index = 0; index < directory.count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) {
      throw damaged('The list of parts in the workbook is damaged.');
    }
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw damaged('The list of parts in the workbook is damaged.');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const size = { value: view.getUint32(at + 24, true) };
    const packed = { value: view.getUint32(at + 20, true) };
    const offset = { value: view.getUint32(at + 42, true) };
    readZip64(view, at + 46 + nameLength, at + 46 + nameLength + extraLength, [size, packed, offset]);
    const key = normalisePartName(name);
    if (!name.endsWith('/')) {
      if (entries.has(key)) throw damaged(`The workbook holds the part ${key} twice.`);
      entries.set(key, {
        name,
        method: view.getUint16(at + 10, true),
        encrypted: (view.getUint16(at + 8, true) & 1) === 1,
        crc: view.getUint32(at + 16, true),
        packedSize: packed.value,
        size: size.value,
        offset: offset.value + shift,
      });
    }
    at = next;
  }
  return entries;
}

/** Counts what all parts of one file inflate to, so that many small bombs are stopped like one big one. */
export interface InflationBudget {
  spent: number;
}

/** Of unpacked bytes that are handed on at once. */
const pieceSize = 64 * 1024;
const bombFloor = 64 * 1024 * 1024;

/**
 * Streams one part, decompressed. Size, growth and checksum are checked while it flows; throws `Refused`. The inflater
 * waits until a piece was taken before it unpacks the next, so memory stays bounded whatever the part grows to.
 */
export async function readZipEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  limits: TableLimits,
  budget: InflationBudget,
  onChunk: (chunk: Uint8Array) => void,
): Promise<void> {
  if (entry.encrypted) {
    throw new Refused(
      'encrypted',
      'Parts of the workbook are encrypted, so they cannot be read. Load the original export, without a password.',
    );
  }
  const bomb = () =>
    tooLarge('The workbook unpacks to far more than a settlement can hold, so it was not read.');
  if (budget.spent + entry.size > limits.inflatedBytes) throw bomb();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cut = () => damaged(`The workbook is incomplete: its part ${entry.name} is cut off.`);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw cut();
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const end = start + entry.packedSize;
  if (end > bytes.length) throw cut();

  let size = 0;
  let crc = 0;
  const take = (chunk: Uint8Array) => {
    if (chunk.length === 0) return;
    size += chunk.length;
    budget.spent += chunk.length;
    if (budget.spent > limits.inflatedBytes) throw bomb();
    if (size > bombFloor && size > entry.packedSize * limits.inflationRatio) throw bomb();
    crc = crc32(chunk, crc);
    onChunk(chunk);
  };

  if (entry.method === 0) {
    for (let at = start; at < end; at += 1 << 20) take(bytes.subarray(at, Math.min(end, at + (1 << 20))));
  } else if (entry.method === 8) {
    const inflater = createInflateRaw({ chunkSize: pieceSize });
    try {
      inflater.end(bytes.subarray(start, end));
      for await (const chunk of inflater) take(chunk);
    } catch (error) {
      if (error instanceof Error && 'code' in error && !(error instanceof Refused)) {
        throw damaged(`The workbook is damaged: its part ${entry.name} cannot be unpacked.`);
      }
      throw error;
    } finally {
      inflater.destroy();
    }
  } else {
    throw damaged(`The workbook is packed in a way spreadsheets do not use (method ${entry.method}).`);
  }
  if (size !== entry.size || crc !== entry.crc) {
    throw damaged(`The workbook is damaged: its part ${entry.name} does not match its checksum.`);
  }
}
