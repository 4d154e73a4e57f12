import type { ChannelError, ChannelResult } from '../../ports/channel.ts';
import type { LedgerError } from '../../ports/ledger.ts';
import type { LinkCheck, LinkTrouble, TestPart } from '../../ports/link-checks.ts';
import type { Deps, Topic } from '../deps.ts';

/** A link that keeps working is noted down at most this often. */
const quietMs = 60_000;

export interface LinkChecks {
  load(): Promise<ReadonlyMap<string, LinkCheck>>;
  /** A call was answered: whatever was in the way is gone. */
  works(linkId: string): Promise<void>;
  fails(linkId: string, trouble: NonNullable<LinkCheck['trouble']>): Promise<void>;
  tested(linkId: string, test: { message: string; parts: readonly TestPart[] }): Promise<void>;
  forget(linkId: string): Promise<void>;
}

/** Keeps what the answers of vendors say about links, and tells screens when it changes. */
export function createLinkChecks(deps: Pick<Deps, 'books' | 'clock' | 'changed'>, topic: Topic): LinkChecks {
  const { linkChecks } = deps.books;
  const note = async (
    linkId: string,
    trouble: LinkCheck['trouble'],
    test?: LinkCheck['test'],
  ): Promise<void> => {
    const before = (await linkChecks.load()).get(linkId);
    const checkedAt = deps.clock.now();
    const isNews =
      test !== undefined ||
      before === undefined ||
      before.trouble?.kind !== trouble?.kind ||
      before.trouble?.message !== trouble?.message;
    if (!isNews && checkedAt - before.checkedAt < quietMs) return;
    await linkChecks.save(linkId, { checkedAt, trouble, test: test ?? before?.test ?? null });
    deps.changed([topic]);
  };
  return {
    load: () => linkChecks.load(),
    works: (linkId) => note(linkId, null),
    fails: (linkId, trouble) => note(linkId, trouble),
    async tested(linkId, { message, parts }) {
      const before = (await linkChecks.load()).get(linkId);
      await note(linkId, before?.trouble ?? null, { at: deps.clock.now(), message, parts });
    },
    async forget(linkId) {
      await linkChecks.save(linkId, null);
      deps.changed([topic]);
    },
  };
}

const channelTroubles: Readonly<Partial<Record<ChannelError['kind'], LinkTrouble>>> = {
  auth: 'auth',
  scope: 'auth',
  credentials: 'auth',
  clock: 'clock',
  unavailable: 'unreachable',
};
const ledgerTroubles: Readonly<Partial<Record<LedgerError['kind'], LinkTrouble>>> = {
  auth: 'auth',
  unavailable: 'unreachable',
};

/** What an answer of a channel says about its link; undefined = nothing. */
export function channelTrouble(result: ChannelResult<unknown>): LinkCheck['trouble'] | undefined {
  if (result.ok) return null;
  const kind = channelTroubles[result.error.kind];
  return kind && { kind, message: result.error.message };
}

export function ledgerTrouble(error: LedgerError): LinkCheck['trouble'] | undefined {
  const kind = ledgerTroubles[error.kind];
  return kind && { kind, message: error.message };
}
