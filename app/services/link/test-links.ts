import type { Output } from '../../contract/api.ts';
import type { Reply } from '../../contract/errors.ts';
import type { LedgerId, ShopId } from '../../domain/ids.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { TestPart } from '../../ports/link-checks.ts';
import type { Deps } from '../deps.ts';
import { done } from '../replies.ts';
import { checkProfile } from './check-profile.ts';
import type { LinkChecks } from './link-checks.ts';
import type { LedgerLinks } from './link-ledgers.ts';
import type { ShopLinks } from './link-shops.ts';

type TestReply = Reply<Output<'shops.test'>>;

/** Close to TikTok Shop's window of 30 seconds fast: told before calls begin to be refused. */
const nearlyFastMs = 20_000;
const nearlySlowMs = 240_000;

/** Asks the shop for an hour of orders, and its ledger for everything that posting needs. Writes nothing. */
export async function testShop(
  deps: Deps,
  links: { shops: ShopLinks; ledgers: LedgerLinks; checks: LinkChecks },
  shopId: ShopId,
): Promise<TestReply> {
  const opened = await links.shops.open(shopId);
  if (!opened.ok) return conclude(deps, links.checks, shopId, [wrong('TikTok Shop', opened.error.message)]);
  const { api, shop } = opened.value;
  const now = deps.clock.now();
  const hour = { by: 'updated', from: now - 3_600_000, to: now } as const;
  const tried = await api.fetchOrders(hour, shop.timeZone, async () => undefined, {});
  const channelName = deps.connectors.channelName(shop.channel);
  const parts: TestPart[] = [
    tried.ok ? fine(channelName, `${shop.name} answers`) : wrong(channelName, tried.error.message),
  ];
  if (tried.ok) parts.push(...clockParts(api.clockOffMs()));
  const profile = await deps.books.shops.loadProfile(shopId);
  if (!profile) parts.push(wrong('Ledger', 'None is chosen yet. Choose one on the shop’s card.'));
  else {
    const ledger = await links.ledgers.open(profile.ledgerId);
    parts.push(
      ...(ledger.ok
        ? await testPosting(ledger.value.ledger, ledger.value.linked.name, profile)
        : [wrong('Ledger', ledger.error.message)]),
    );
  }
  return conclude(deps, links.checks, shopId, parts);
}

/** Signs in, and looks up what the profiles of all shops booked into the ledger name. Writes nothing. */
export async function testLedger(
  deps: Deps,
  links: { ledgers: LedgerLinks; checks: LinkChecks },
  ledgerId: LedgerId,
): Promise<TestReply> {
  const opened = await links.ledgers.open(ledgerId);
  if (!opened.ok) return conclude(deps, links.checks, ledgerId, [wrong('Sign-in', opened.error.message)]);
  const { ledger } = opened.value;
  const account = await ledger.testConnection();
  if (!account.ok) return conclude(deps, links.checks, ledgerId, [wrong('Sign-in', account.error.message)]);
  const parts = [fine('Sign-in', `Account ${account.value.accountName} answers`)];
  for (const shop of await deps.books.shops.list()) {
    const profile = await deps.books.shops.loadProfile(shop.shopId);
    if (profile?.ledgerId !== ledgerId || shop.linkState === 'unlinked') continue;
    const checked = await checkProfile(ledger, profile);
    parts.push(...checked.map((part) => ({ ...part, what: `${shop.name}: ${part.what}` })));
  }
  return conclude(deps, links.checks, ledgerId, parts);
}

async function testPosting(ledger: Ledger, name: string, profile: Parameters<typeof checkProfile>[1]) {
  const account = await ledger.testConnection();
  if (!account.ok) return [wrong('Ledger', account.error.message)];
  return [fine('Ledger', `${name} answers`), ...(await checkProfile(ledger, profile))];
}

function clockParts(offMs: number | null): TestPart[] {
  if (offMs === null) return [];
  const seconds = Math.round(Math.abs(offMs) / 1000);
  if (offMs <= nearlyFastMs && offMs >= -nearlySlowMs) return [fine('Clock', 'Agrees with TikTok Shop')];
  return [
    wrong(
      'Clock',
      `This computer’s clock is ${seconds} seconds ${offMs > 0 ? 'fast' : 'slow'}: close to what is refused. Let the computer set it by itself.`,
    ),
  ];
}

async function conclude(
  deps: Deps,
  checks: LinkChecks,
  linkId: string,
  parts: readonly TestPart[],
): Promise<TestReply> {
  const bad = parts.filter((part) => part.result === 'wrong');
  const untried = parts.filter((part) => part.result === 'notTried');
  const message =
    bad.length > 0
      ? (bad[0]?.message ?? '')
      : untried.length > 0
        ? `It answers. ${untried.length} of ${parts.length} checks could not be made.`
        : `Everything works: ${parts.length} checks.`;
  await checks.tested(linkId, { message, parts });
  return done({ works: bad.length === 0, message, at: deps.clock.now(), parts: [...parts] });
}

const fine = (what: string, message: string): TestPart => ({ what, result: 'fine', message });
const wrong = (what: string, message: string): TestPart => ({ what, result: 'wrong', message });
