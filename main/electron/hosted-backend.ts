import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { app, safeStorage, shell, utilityProcess } from 'electron';
import { defaultBooksFile, secretsFileOf } from '../books-file.ts';
import { mayOpenOutside } from '../external-address.ts';
import { createLog } from '../logs/log.ts';
import { logFileOf } from '../logs/log-file.ts';
import { createFileSecrets } from '../secrets/file-secrets.ts';
import { createSafeStorageSecrets } from '../secrets/safe-storage-secrets.ts';
import { createAnswers } from './answers.ts';
import { type KeptBackend, keepBackend } from './keep-backend.ts';

/** The kept backend with what its host knows about it. */
export interface HostedBackend extends KeptBackend {
  readonly logFolder: string;
  readonly log: (line: string) => void;
}

/** Starts the backend in a utility process of `program`, with the secrets sealed by the system's keychain. */
export async function startHosted(program: string): Promise<HostedBackend> {
  const booksFile = readBooksFile();
  const echo = (line: string): void => void process.stderr.write(`${line}\n`);
  // The same file as the backend's: whoever looks for a failure finds both sides of it.
  const log = createLog({ booksFile, now: Date.now, tell: echo }).error;
  const place = { logFolder: dirname(logFileOf(booksFile)), log };
  // A folder that cannot be made is told by the books, which are opened next: the window shows their sentence.
  await mkdir(dirname(booksFile), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const secrets = createSafeStorageSecrets({
    safeStorage,
    platform: process.platform,
    inner: createFileSecrets(secretsFileOf(booksFile, 'keychain')),
    plainConfirmed: app.commandLine.hasSwitch('secrets-without-keychain'),
  });
  if (!secrets.ok) return { ...refusingBackend(secrets.error.message), ...place };
  const kept = keepBackend({
    fork: () => utilityProcess.fork(program, [], { serviceName: 'Tieout books' }),
    start: { booksFile, secretsStore: secrets.value.storeName },
    answer: createAnswers({ secrets: secrets.value, openInBrowser }),
    log,
    echo,
    now: Date.now,
    later: (milliseconds, run) => void setTimeout(run, milliseconds).unref(),
  });
  return { ...kept, ...place };
}

/** Every call is refused at once with the reason, so the window can show it instead of waiting. */
function refusingBackend(message: string): KeptBackend {
  return {
    dispatch: async () => ({ ok: false, error: { code: 'BACKEND_FAILED', message, retryable: false } }),
    listen: () => () => undefined,
    tell: () => undefined,
    jobs: () => [],
    close: async () => undefined,
  };
}

async function openInBrowser(url: string): Promise<boolean> {
  if (!mayOpenOutside(url)) return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
}

/** `--books FILE`, else the books of this user. */
function readBooksFile(): string {
  const given = app.commandLine.getSwitchValue('books');
  if (given !== '') return resolve(given);
  return defaultBooksFile({ platform: process.platform, env: process.env, home: homedir() });
}
