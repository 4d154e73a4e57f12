import { constants, open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { err, ok, type Result } from '../../app/domain/result.ts';

/** What the contract takes in one call, before it becomes text. */
const largestFile = 72 * 1024 * 1024;
const kinds: ReadonlySet<string> = new Set(['.xlsx', '.csv']);

export interface OfferedFile {
  readonly fileName: string;
  readonly contentBase64: string;
}

/** Paths of settlement files on a command line: of this start, or of a second one that handed its own over. */
export function filesInArguments(args: readonly string[]): readonly string[] {
  return args.slice(1).filter((arg) => !arg.startsWith('-') && kinds.has(extname(arg).toLowerCase()));
}

/** Reads a file the person chose on the desktop. Anything but an ordinary file of a known kind and size is refused. */
export async function readOffered(path: string): Promise<Result<OfferedFile, string>> {
  const fileName = basename(path);
  if (!kinds.has(extname(path).toLowerCase())) {
    return err(`${fileName} is not a settlement export: Tieout reads .xlsx and .csv files.`);
  }
  try {
    // A named pipe would keep a reader waiting for ever.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const facts = await handle.stat();
      if (!facts.isFile()) return err(`${fileName} is not an ordinary file.`);
      if (facts.size > largestFile) {
        return err(`${fileName} is larger than 72 MB. Export a shorter period from Seller Center.`);
      }
      return ok({ fileName, contentBase64: (await handle.readFile()).toString('base64') });
    } finally {
      await handle.close();
    }
  } catch {
    return err(`${fileName} could not be read. It may have been moved, or be open elsewhere.`);
  }
}
