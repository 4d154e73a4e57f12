import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { type Command, type CommandResult, findShop, need, refused } from '../command.ts';

export const proofPack: Command = {
  usage: 'proof-pack --from DATE --to DATE --out FOLDER [--shop SHOP]',
  summary:
    'Writes the proof of settled dates to a folder of its own inside FOLDER: figures, sources, documents, bank, checks, PDF.',
  async run(session, options) {
    const range = { from: need(options.from, '--from'), to: need(options.to, '--to') };
    const out = resolve(need(options.out, '--out'));
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const made = await session.client.call('proofPack.make', { shopId: shop.value.shopId, ...range });
    if (!made.ok) return refused(made.error);
    const { fileName, contentBase64, tiedOut, sentence } = made.value;
    const folder = join(out, fileName.replace(/\.zip$/, ''));
    const files = Object.entries(unzipSync(Buffer.from(contentBase64, 'base64'))).map(
      ([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes] as const,
    );
    const there = await readNames(folder);
    if (there.length > 0) {
      if (!(await isSamePack(folder, there, files))) return taken(folder);
    } else {
      try {
        await mkdir(folder, { recursive: true });
        // `wx`: a file that appeared meanwhile is somebody else's.
        for (const [name, bytes] of files) await writeFile(join(folder, name), bytes, { flag: 'wx' });
      } catch {
        return failed(`The pack could not be written to “${folder}”. Check that it may be written to.`);
      }
    }
    const state = there.length > 0 ? 'is there already, with the same bytes' : 'written';
    return {
      document: { folder, files: files.map(([name]) => name), tiedOut, sentence, isNew: there.length === 0 },
      lines: [`${folder}: ${files.length} files, ${state}.`, sentence],
      complete: tiedOut,
    };
  },
};

async function readNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}

async function isSamePack(
  folder: string,
  there: readonly string[],
  files: readonly (readonly [string, Uint8Array])[],
): Promise<boolean> {
  if (there.length !== files.length) return false;
  for (const [name, bytes] of files) {
    if (!there.includes(name) || !(await readFile(join(folder, name))).equals(bytes)) return false;
  }
  return true;
}

function taken(folder: string): CommandResult {
  return failed(
    `“${folder}” holds something else already: an earlier pack, made before the books were written to, is not overwritten. Choose another folder with --out, or move that one away.`,
  );
}

function failed(message: string): CommandResult {
  return refused({ code: 'FILE_REFUSED', message, retryable: false });
}
