/** A picture as PNG, and the length of its sides in pixels. */
export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
}

/** What an .ico of Windows has, up to the largest that the format can name. */
export const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const;

/** Types of an .icns whose content is a PNG, with their pixels; two of them are the same pixels for a sharper screen. */
const icnsTypes = [
  ['icp4', 16],
  ['ic11', 32],
  ['icp5', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
] as const;
export const icnsSizes: readonly number[] = [...new Set(icnsTypes.map(([, size]) => size))];

/** An .ico with PNG pictures inside, which Windows reads since Vista. */
export function toIco(pictures: readonly Picture[]): Buffer {
  const entryBytes = 16;
  const header = Buffer.alloc(6 + entryBytes * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + entryBytes * index;
    // A byte cannot hold 256: there it is written as 0.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** An .icns of macOS. Needs a picture of each of `icnsSizes`. */
export function toIcns(pictures: readonly Picture[]): Buffer {
  const bySize = new Map(pictures.map(({ size, png }) => [size, png]));
  const entries = icnsTypes.map(([type, size]) => {
    const png = bySize.get(size);
    if (!png) throw new Error(`The icon for macOS needs a picture of ${size} pixels.`);
    return entry(type, png);
  });
  return entry('icns', Buffer.concat(entries));
}

function entry(type: string, content: Uint8Array): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([header, content]);
}
