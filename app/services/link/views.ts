import type { LedgerView, ProfileView, ShopView } from '../../contract/accounts.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { toItemId, toLedgerId, toShopId } from '../../domain/ids.ts';
import { type ItemRef, type PostingProfile, profileGaps } from '../../domain/profile.ts';
import type { LinkedLedger, LinkedShop } from '../../ports/books.ts';
import type { Deps } from '../deps.ts';

/** A link that ends within this time is shown as expiring. */
const expiringMs = 7 * 86_400_000;

export async function loadShopViews(deps: Deps): Promise<ShopView[]> {
  const ledgers = new Map((await deps.books.ledgers.list()).map((ledger) => [ledger.ledgerId, ledger]));
  const shops = await deps.books.shops.list();
  return Promise.all(
    shops.map(async (shop) => {
      const profile = await deps.books.shops.loadProfile(shop.shopId);
      const ledger = profile ? ledgers.get(profile.ledgerId) : undefined;
      return toShopView(shop, profile, ledger ?? null, deps.clock.now());
    }),
  );
}

function toShopView(
  shop: LinkedShop,
  profile: PostingProfile | null,
  ledger: LinkedLedger | null,
  now: number,
): ShopView {
  const expiresAt = shop.refreshTokenExpiresAt;
  const expiring = shop.linkState === 'linked' && expiresAt !== null && expiresAt - now < expiringMs;
  return {
    shopId: shop.shopId,
    name: shop.name,
    channel: shop.channel,
    region: shop.region,
    currency: shop.currency,
    timeZone: profile?.timeZone ?? shop.timeZone,
    link: expiring ? 'expiring' : shop.linkState,
    expiresAt,
    isSample: shop.isSample,
    ledgerId: ledger?.ledgerId ?? null,
    ledgerName: ledger?.name ?? null,
    customerName: profile?.customer?.name ?? null,
    clearingMethodName: profile?.clearingMethod?.name ?? null,
    gaps: profile
      ? profileGaps(profile).map((gap) => ({ field: gap.field, message: gap.message }))
      : [{ field: 'profile', message: 'Prepare the posting profile.' }],
  };
}

export async function loadLedgerViews(deps: Deps): Promise<LedgerView[]> {
  const ledgers = await deps.books.ledgers.list();
  return Promise.all(
    ledgers.map(async (ledger) => ({
      ledgerId: ledger.ledgerId,
      kind: ledger.kind,
      name: ledger.name,
      link: ledger.linkState,
      isSample: ledger.isSample,
      itemCount: (await deps.books.ledgers.loadItems(ledger.ledgerId)).length,
    })),
  );
}

export function toProfileView(profile: PostingProfile): ProfileView {
  return { ...profile, defaultActions: { ...profile.defaultActions } };
}

/** The screen's profile with its ids typed again; its shape was checked by the contract. */
export function fromProfileView(view: ProfileView): PostingProfile {
  return {
    ...view,
    shopId: toShopId(view.shopId),
    ledgerId: toLedgerId(view.ledgerId),
    shippingItem: toItemRef(view.shippingItem),
    adjustmentItem: toItemRef(view.adjustmentItem),
    feeItem: toItemRef(view.feeItem),
    refundItem: toItemRef(view.refundItem),
    invoiceFrom: view.invoiceFrom === null ? null : parseBusinessDate(view.invoiceFrom),
  };
}

function toItemRef(item: ProfileView['shippingItem']): ItemRef | null {
  return item ? { ...item, itemId: toItemId(item.itemId) } : null;
}
