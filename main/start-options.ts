import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../app/domain/result.ts';
import { defaultBooksFile } from './books-file.ts';

export interface StartOptions {
  readonly help: boolean;
  /** Use the browser even where Electron could run. */
  readonly web: boolean;
  /** Port of the web host; 0 takes any free one. */
  readonly port: number;
  /** An absolute path, or `:memory:` for books that end with the run. */
  readonly booksFile: string;
  /** Open the system browser by itself. */
  readonly open: boolean;
  readonly secretsWithoutKeychain: boolean;
}

export const startHelp = `Usage: npm start -- [options]

  --web          use the browser, even where Electron could run
  --port N       port of the browser's address (default: any free one)
  --books FILE   books to open (default: the books of this user)
  --no-open      do not open the browser
  --secrets-without-keychain
                 Electron on a desktop without a keychain: keep secrets in a file all the same
`;

/** Reads the command line of `npm start`. The error is a sentence for the user. */
export function parseStartOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Result<StartOptions, string> {
  const read = readArgs(args);
  if (!read.ok) return read;
  const { help, web, port, books, 'no-open': noOpen, 'secrets-without-keychain': plain } = read.value;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return err(`--port takes a number from 0 to 65535, not "${port}".`);
  }
  return ok({
    help,
    web,
    port: Number(port),
    booksFile: toBooksFile(books, env),
    // A build server has nobody to look at a browser.
    open: !noOpen && !env.CI,
    secretsWithoutKeychain: plain,
  });
}

function readArgs(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false, short: 'h' },
        web: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        books: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
        'secrets-without-keychain': { type: 'boolean', default: false },
      },
    });
    return ok(values);
  } catch (problem) {
    return err(problem instanceof Error ? problem.message : String(problem));
  }
}

function toBooksFile(given: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (given === undefined || given === '') {
    return defaultBooksFile({ platform: process.platform, env, home: homedir() });
  }
  return given === ':memory:' ? given : resolve(given);
}
