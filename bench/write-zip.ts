import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly text: () => Iterable<string>;
}

/** Pieces of some size, so that a row is not a write of its own. */
function* inPieces(texts: Iterable<string>): Generator<Buffer> {
  let piece: string[] = [];
  let length = 0;
  for (const text of texts) {
    piece.push(text);
    length += text.length;
    if (length < 1 << 18) continue;
    yield Buffer.from(piece.join(''));
    piece = [];
    length = 0;
  }
  yield Buffer.from(piece.join(''));
}

/** A zip container, part by part; sizes and checksums stand behind each part and in the directory. */
export async function writeZip(path: string, parts: readonly Part[]): Promise<void> {
  const file = createWriteStream(path);
  let offset = 0;
  const write = async (bytes: Buffer) => {
    offset += bytes.length;
    if (!file.write(bytes)) await once(file, 'drain');
  };
  const directory: Buffer[] = [];
  for (const { name, text } of parts) {
    const start = offset;
    const named = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(named.length, 26);
    await write(Buffer.concat([local, named]));
    const facts = await deflate(inPieces(text()), write);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x08074b50, 0);
    sizes.writeUInt32LE(facts.crc, 4);
    sizes.writeUInt32LE(facts.packed, 8);
    sizes.writeUInt32LE(facts.size, 12);
    await write(sizes);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 8);
    entry.writeUInt16LE(8, 10);
    sizes.copy(entry, 16, 4);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(start, 42);
    directory.push(entry, named);
  }
  const start = offset;
  await write(Buffer.concat(directory));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(offset - start, 12);
  end.writeUInt32LE(start, 16);
  await write(end);
  file.end();
  await once(file, 'close');
}

async function deflate(
  pieces: Iterable<Buffer>,
  write: (bytes: Buffer) => Promise<void>,
): Promise<{ crc: number; packed: number; size: number }> {
  const deflater = createDeflateRaw({ level: 1 });
  const facts = { crc: 0, packed: 0, size: 0 };
  const written = (async () => {
    // The stream hands out buffers.
    for await (const chunk of deflater as AsyncIterable<Buffer>) {
      facts.packed += chunk.length;
      await write(chunk);
    }
  })();
  for (const piece of pieces) {
    facts.crc = crc32(piece, facts.crc);
    facts.size += piece.length;
    if (!deflater.write(piece)) await once(deflater, 'drain');
  }
  deflater.end();
  await written;
  return facts;
}
