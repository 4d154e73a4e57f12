import { createHash, randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { createDispatch, type Dispatch } from '../../app/contract/dispatch.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { ok } from '../../app/domain/result.ts';
import { renderProofPdf } from '../../app/files/proof-pdf.ts';
import { readBankStatement } from '../../app/files/read-bank-statement.ts';
import { readSettlement } from '../../app/files/read-settlement.ts';
import { readTable } from '../../app/files/read-table.ts';
import { zipPack } from '../../app/files/zip-pack.ts';
import type { Clock } from '../../app/ports/clock.ts';
import type { Secrets } from '../../app/ports/secrets.ts';
import { takeCare } from '../../app/services/care/care.ts';
import type { Deps } from '../../app/services/deps.ts';
import { createServices, type Services } from '../../app/services/handlers.ts';
import { createJobs, type Jobs } from '../../app/services/jobs/jobs.ts';
import { markInterruptedDocuments } from '../../app/services/posting/mark-interrupted.ts';
import { type HeldBooks, holdBooks } from '../../db/hold.ts';
import { openHeldBooks } from '../../db/open.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Sandbox, SandboxOptions } from '../../sandbox/index.ts';
import { createLog } from '../logs/log.ts';
import { startCare } from './care-clock.ts';
import { createSystemClock } from './clock.ts';
import { createConnectors, type Network, sampleMark } from './connectors.ts';
import { createEventHub } from './event-hub.ts';
import { exportSampleFile, exportSampleStatement, hasSample, openSample } from './open-sample.ts';
import { waitForSample } from './sample-aside.ts';
import { createSampleServers } from './sample-servers.ts';

export interface BackendOptions {
  /** Path of the books, or `:memory:`. */
  readonly booksFile: string;
  /** Those books, when the host has taken hold of them already. */
  readonly held?: HeldBooks;
  readonly host: 'web' | 'electron' | 'cli';
  readonly secrets: Secrets;
  readonly openInBrowser: (url: string) => Promise<boolean>;
  readonly log: (line: string) => void;
  /** Replaces the time of the machine, pauses included. */
  readonly clock?: Clock;
  readonly network?: Network;
  /** How the sample company's servers behave: tests make them smaller, slower or faulty. */
  readonly sample?: SandboxOptions;
  /** Gives the sample company's servers; they are started with `sample` when absent. */
  readonly startSample?: (options: SandboxOptions) => Promise<Sandbox>;
}

export interface Backend {
  readonly dispatch: Dispatch;
  listen(listener: (event: TieoutEvent) => void): () => void;
  /** The browser came back from a consent page: the query of the loopback address. Says how it went. */
  redirected(query: string): Promise<string>;
  /** For scripts in the same process: the use cases, and jobs to wait for. */
  readonly services: Services;
  readonly jobs: Jobs;
  /** The running sandbox behind the sample company, started when it is not: for demonstrations and tests. */
  sample(): Promise<Sandbox>;
  close(): Promise<void>;
}

export type StartedBackend =
  | { readonly ok: true; readonly value: Backend }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** Wires the house together: the only place that knows every part. */
export async function startBackend(options: BackendOptions): Promise<StartedBackend> {
  const clock = options.clock ?? createSystemClock();
  const log = createLog({ booksFile: options.booksFile, now: clock.now, tell: options.log });
  const secrets = log.watch(options.secrets);
  const held = options.held ? ok(options.held) : holdBooks(options.booksFile, { now: clock.now });
  const opened = held.ok ? await openHeldBooks(held.value) : held;
  if (!opened.ok) {
    log.info(`The books were not opened: ${opened.error.code} ${opened.error.detail}`);
    return opened;
  }
  const books = opened.value;
  await books.jobs.markInterrupted(clock.now());
  await markInterruptedDocuments({ books, clock });
  const care = async (): Promise<void> => {
    try {
      await takeCare(books, clock.now());
    } catch (defect) {
      // Books that cannot be copied (a full disk) can still be worked with; the person is told.
      log.error(`The copy of the books that was due could not be made: ${describeDefect(defect)}`);
    }
  };
  log.info(`Tieout ${packageJson.version} opened books of version ${books.version} (${options.host}).`);
  const careClock = await startCare(care, !books.isNew);

  const { booksFile } = options;
  const hub = createEventHub();
  const servers = createSampleServers(
    booksFile === ':memory:' ? null : `${booksFile}.sample`,
    options.sample ?? {},
    options.startSample,
  );
  const randomId = () => randomBytes(16).toString('hex');
  const jobs = createJobs({
    books,
    clock,
    randomId,
    emit: hub.emit,
    onDefect: (kind, defect) => log.error(`Job ${kind} failed: ${describeDefect(defect)}`),
  });
  const deps: Deps = {
    books,
    clock,
    jobs,
    randomId,
    readSettlement,
    readTable,
    readBankStatement,
    secrets,
    connectors: createConnectors(clock, servers.addresses, options.network),
    changed: (topics) => hub.emit({ event: 'books.changed', topics: [...topics] }),
    openInBrowser: options.openInBrowser,
    renderProofPdf,
    zipPack,
    decodeBase64,
    encodeBase64: (bytes) => Buffer.from(bytes).toString('base64'),
    hashBytes: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  };
  const services = createServices(deps, {
    state: async () => ({
      version: packageJson.version,
      host: options.host,
      booksName: booksFile === ':memory:' ? 'in memory' : basename(booksFile),
      secretsStore: secrets.storeName,
      hasSample: await hasSample(books),
    }),
    sampleFile: (input) => exportSampleFile(books, servers, input),
    sampleStatement: (input) => exportSampleStatement(books, servers, input),
    openSample: (all) => openSample(deps, servers, all),
    toLinkRequest: ({ appSecret, ...connection }) => ({
      kind: 'tiktok',
      ...markSample(connection, connection.appKey === servers.running()?.tiktok.appKey),
      secret: appSecret,
    }),
    toLedgerRequest: ({ name, secretKey, ...connection }) => ({
      kind: 'stokly',
      name,
      ...markSample(connection, isSampleAccount(servers.running()?.stokly, connection.accountKey)),
      secret: secretKey,
    }),
  });
  // The sample company's servers are new at every start, and so are the tokens they know.
  const openAgain = async (): Promise<void> => {
    if (!(await hasSample(books))) return;
    const again = await openSample(deps, servers, services);
    if (!again.ok) log.error(`The sample company could not be opened again: ${again.error.message}`);
  };
  const running = openAgain().catch((defect) => {
    log.error(`The sample company could not be opened again: ${describeDefect(defect)}`);
  });
  // Who has no screen asks the services directly, for which nothing waits.
  if (options.host === 'cli') await running;
  const dispatch = createDispatch(services.handlers, {
    onDefect: (method, defect) => log.error(`${method} failed: ${describeDefect(defect)}`),
  });
  return {
    ok: true,
    value: {
      dispatch: waitForSample(dispatch, running),
      services,
      jobs,
      listen: hub.listen,
      sample: () => servers.start(),
      async redirected(query) {
        const linked = await services.shops.redirected(query);
        if (!linked.ok) return linked.error.message;
        return linked.value.shopIds.length > 0
          ? 'The shop is linked.'
          : 'The consent has arrived. Go back to Tieout to choose the shop.';
      },
      async close() {
        await running;
        await careClock.stop();
        await jobs.close();
        await servers.close();
        await books.close();
        log.info('Closed.');
      },
    },
  };
}

function isSampleAccount(stokly: Sandbox['stokly'] | undefined, accountKey: string): boolean {
  return stokly !== undefined && [stokly.accountKey, stokly.other.accountKey].includes(accountKey);
}

/** Keys of the sample company lead to its own servers: the same steps as for real accounts can be tried with them. */
function markSample(connection: Readonly<Record<string, string>>, isSample: boolean) {
  return { connection: isSample ? { ...connection, ...sampleMark } : connection, isSample };
}

/** In memory of its own, which whoever reads it may give back (let-go.ts). */
function decodeBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  const bytes = Buffer.alloc(Buffer.byteLength(text, 'base64'));
  bytes.write(text, 'base64');
  return bytes;
}

/** Stack for the log; messages of ours carry no secrets (adapters redact theirs). */
function describeDefect(defect: unknown): string {
  return defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
}
