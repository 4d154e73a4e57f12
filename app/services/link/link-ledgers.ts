import type { Reply } from '../../contract/errors.ts';
import { type LedgerId, toLedgerId } from '../../domain/ids.ts';
import type { LinkedLedger } from '../../ports/books.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Deps } from '../deps.ts';
import { done, refuse, refuseLedger } from '../replies.ts';
import { watchLedger } from './watch-ledger.ts';

export interface LedgerRequest {
  readonly kind: string;
  readonly name: string;
  readonly connection: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly isSample: boolean;
}

export interface LedgerLinks {
  link(request: LedgerRequest): Promise<Reply<{ ledgerId: LedgerId }>>;
  unlink(ledgerId: LedgerId): Promise<Reply<Record<string, never>>>;
  /** An answer that refuses the sign-in turns the link to "relink needed"; a test that works turns it back. */
  open(ledgerId: LedgerId): Promise<Reply<{ linked: LinkedLedger; ledger: Ledger }>>;
  refreshItems(ledgerId: LedgerId, onPage?: (count: number) => void): Promise<Reply<{ items: number }>>;
}

type LinkState = LinkedLedger['linkState'];

export function createLedgerLinks(deps: Deps): LedgerLinks {
  const refreshItems: LedgerLinks['refreshItems'] = async (ledgerId, onPage) => {
    const opened = await openLedger(ledgerId);
    if (!opened.ok) return opened;
    const items = await opened.value.ledger.fetchItems(onPage);
    if (!items.ok) return refuseLedger(items.error);
    await deps.books.ledgers.saveItems(ledgerId, items.value, deps.clock.now());
    deps.changed(['products', 'ledgers']);
    return done({ items: items.value.length });
  };

  const openLedger: LedgerLinks['open'] = async (ledgerId) => {
    const linked = await deps.books.ledgers.load(ledgerId);
    if (!linked) return refuse('NOT_FOUND', 'This ledger is not in the books.');
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
        refused: () => turn('linked', 'relinkNeeded'),
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
    async link(request) {
      const ledger = deps.connectors.openLedger(request.kind, request.connection, request.secret);
      const account = await ledger.testConnection();
      if (!account.ok) return refuseLedger(account.error);
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
      deps.changed(['ledgers']);
      const items = await refreshItems(ledgerId);
      return items.ok ? done({ ledgerId }) : items;
    },
    async unlink(ledgerId) {
      const linked = await deps.books.ledgers.load(ledgerId);
      if (!linked) return refuse('NOT_FOUND', 'This ledger is not in the books.');
      await deps.books.ledgers.save({ ...linked, linkState: 'unlinked' });
      await deps.secrets.remove(secretName(ledgerId));
      deps.changed(['ledgers']);
      return done({});
    },
  };
}

function secretName(ledgerId: LedgerId): string {
  return `ledger-secret:${ledgerId}`;
}
