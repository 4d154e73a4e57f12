import type { Reply } from '../../contract/errors.ts';
import { type LedgerId, toLedgerId } from '../../domain/ids.ts';
import type { Ledger, LedgerCapabilities } from '../../ports/ledger.ts';
import type { LinkedLedger } from '../../ports/link-books.ts';
import type { Deps } from '../deps.ts';
import type { JobContext } from '../jobs/jobs.ts';
import { done, refuse, refuseLedger, refuseUnknownLedger } from '../replies.ts';
import { type LinkChecks, ledgerTrouble } from './link-checks.ts';
import { watchLedger } from './watch-ledger.ts';

export interface LedgerRequest {
  readonly kind: string;
  readonly name: string;
  readonly connection: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly isSample: boolean;
}

export interface LedgerLinks {
  /** Signs in only: what a person typed is right or not. Nothing is stored. */
  tryOut(request: LedgerRequest): Promise<Reply<{ accountName: string }>>;
  /** Signs in and reads the items; only when both worked is anything stored. `job` stops it before that. */
  link(request: LedgerRequest, job?: JobContext): Promise<Reply<{ ledgerId: LedgerId; items: number }>>;
  /** The request that links a ledger of the books again with another secret key. */
  again(ledgerId: LedgerId, secret: string): Promise<Reply<LedgerRequest>>;
  unlink(ledgerId: LedgerId): Promise<Reply<Record<string, never>>>;
  /** An answer that refuses the sign-in turns the link to "relink needed"; a test that works turns it back. */
  open(ledgerId: LedgerId): Promise<Reply<{ linked: LinkedLedger; ledger: Ledger }>>;
  /** What the ledger can do; needs no call and no link. */
  capabilitiesOf(ledgerId: LedgerId): Promise<Reply<LedgerCapabilities>>;
  refreshItems(ledgerId: LedgerId, onPage?: (count: number) => void): Promise<Reply<{ items: number }>>;
}

type LinkState = LinkedLedger['linkState'];

export function createLedgerLinks(deps: Deps, checks: LinkChecks): LedgerLinks {
  const refreshItems: LedgerLinks['refreshItems'] = async (ledgerId, onPage) => {
    const opened = await openLedger(ledgerId);
    if (!opened.ok) return opened;
    const items = await opened.value.ledger.fetchItems(onPage);
    if (!items.ok) return refuseLedger(items.error);
    await deps.books.ledgers.saveItems(ledgerId, items.value, deps.clock.now());
    deps.changed(['products', 'ledgers']);
    return done({ items: items.value.length });
  };

  const openRequest = ({ kind, connection, secret }: LedgerRequest) =>
    deps.connectors.openLedger(kind, connection, secret);

  const openLedger: LedgerLinks['open'] = async (ledgerId) => {
    const linked = await deps.books.ledgers.load(ledgerId);
    if (!linked) return refuseUnknownLedger();
    if (linked.linkState === 'unlinked') {
      return refuse('NOT_LINKED', `${linked.name} is not linked. Link it on the Account tab.`);
    }
    const secret = await deps.secrets.load(secretName(ledgerId));
    if (secret === null)
      return refuse('NOT_LINKED', `The secret key of ${linked.name} is gone. Link it again.`);
    const ledger = deps.connectors.openLedger(linked.kind, linked.connection, secret);
    // A call of before the ledger was linked again says nothing about the new link.
    const turn = (from: LinkState, to: LinkState) => turnLink(ledgerId, linked.linkedAt, from, to);
    return done({
      linked,
      ledger: watchLedger(ledger, {
        failed: async (error) => {
          if (error.kind === 'auth') await turn('linked', 'relinkNeeded');
          const trouble = ledgerTrouble(error);
          if (trouble) await checks.fails(ledgerId, trouble);
        },
        answered: () => checks.works(ledgerId),
        works: () => turn('relinkNeeded', 'linked'),
      }),
    });
  };

  const turnLink = async (ledgerId: LedgerId, linkedAt: number, from: LinkState, to: LinkState) => {
    const now = await deps.books.ledgers.load(ledgerId);
    if (now?.linkState !== from || now.linkedAt !== linkedAt) return;
    await deps.books.ledgers.save({ ...now, linkState: to });
    deps.changed(['ledgers']);
  };

  return {
    refreshItems,
    open: openLedger,
    async tryOut(request) {
      const account = await openRequest(request).testConnection();
      return account.ok ? done({ accountName: account.value.accountName }) : refuseLedger(account.error);
    },
    async link(request, job) {
      const ledger = openRequest(request);
      job?.progress(0, null, `Signing in to ${request.name}`);
      const account = await ledger.testConnection();
      if (!account.ok) return refuseLedger(account.error);
      const items = await ledger.fetchItems((count) =>
        job?.progress(count, null, `Reading the items of ${request.name}`),
      );
      if (!items.ok) return refuseLedger(items.error);
      if (job?.cancel.aborted) return refuse('CANCELLED', 'Stopped as asked. Nothing was linked.');
      const again = (await deps.books.ledgers.list()).find(
        (one) => one.kind === request.kind && one.connection.accountKey === request.connection.accountKey,
      );
      const ledgerId = again?.ledgerId ?? toLedgerId(deps.randomId());
      await deps.secrets.save(secretName(ledgerId), request.secret);
      await deps.books.ledgers.save({
        ledgerId,
        kind: request.kind,
        name: request.name,
        connection: request.connection,
        linkState: 'linked',
        isSample: request.isSample,
        linkedAt: deps.clock.now(),
      });
      await deps.books.ledgers.saveItems(ledgerId, items.value, deps.clock.now());
      await checks.forget(ledgerId);
      deps.changed(['ledgers', 'products']);
      return done({ ledgerId, items: items.value.length });
    },
    async again(ledgerId, secret) {
      const linked = await deps.books.ledgers.load(ledgerId);
      if (!linked) return refuseUnknownLedger();
      const { kind, name, connection, isSample } = linked;
      return done({ kind, name, connection, secret, isSample });
    },
    async capabilitiesOf(ledgerId) {
      const linked = await deps.books.ledgers.load(ledgerId);
      if (!linked) return refuseUnknownLedger();
      const secret = await deps.secrets.load(secretName(ledgerId));
      // Nothing is sent: what a ledger can do does not hang on its key, and an unlinked one has none.
      const ledger = deps.connectors.openLedger(linked.kind, linked.connection, secret ?? 'none');
      return done(ledger.capabilities);
    },
    async unlink(ledgerId) {
      const linked = await deps.books.ledgers.load(ledgerId);
      if (!linked) return refuseUnknownLedger();
      await deps.books.ledgers.save({ ...linked, linkState: 'unlinked' });
      await deps.secrets.remove(secretName(ledgerId));
      await checks.forget(ledgerId);
      deps.changed(['ledgers']);
      return done({});
    },
  };
}

function secretName(ledgerId: LedgerId): string {
  return `ledger-secret:${ledgerId}`;
}
