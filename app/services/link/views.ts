import type { LedgerView, ProfileView, ShopView } from '../../contract/accounts.ts';
import { parseBusinessDate } from '../../domain/dates.ts';
import { toItemId, toLedgerId, toShopId } from '../../domain/ids.ts';
import { type ItemRef, type PostingProfile, profileGaps } from '../../domain/profile.ts';
import type { LinkedLedger, LinkedShop } from '../../ports/link-books.ts';
import type { LinkCheck } from '../../ports/link-checks.ts';
import type { Deps } from '../deps.ts';
import { daysLeft, describeLink } from './link-state.ts';

export async function loadShopViews(deps: Deps): Promise<ShopView[]> {
  const ledgers = new Map((await deps.books.ledgers.list()).map((ledger) => [ledger.ledgerId, ledger]));
  const shops = await deps.books.shops.list();
  const checks = await deps.books.linkChecks.load();
  return Promise.all(
    shops.map(async (shop) => {
      const profile = await deps.books.shops.loadProfile(shop.shopId);
      const ledger = profile ? ledgers.get(profile.ledgerId) : undefined;
      const check = checks.get(shop.shopId) ?? null;
      return toShopView({ shop, profile, ledger: ledger ?? null, check, now: deps.clock.now() });
    }),
  );
}

interface ShopFacts {
  readonly shop: LinkedShop;
  readonly profile: PostingProfile | null;
  readonly ledger: LinkedLedger | null;
  readonly check: LinkCheck | null;
  readonly now: number;
}

function toShopView({ shop, profile, ledger, check, now }: ShopFacts): ShopView {
  const expiresAt = shop.refreshTokenExpiresAt;
  return {
    shopId: shop.shopId,
    name: shop.name,
    channel: shop.channel,
    region: shop.region,
    currency: shop.currency,
    timeZone: profile?.timeZone ?? shop.timeZone,
    ...describeLink({ stored: shop.linkState, expiresAt, check, now }),
    expiresAt,
    daysLeft: daysLeft(expiresAt, now),
    checkedAt: check?.checkedAt ?? null,
    lastTest: check?.test ? { ...check.test, parts: [...check.test.parts] } : null,
    isSample: shop.isSample,
    ledgerId: ledger?.ledgerId ?? null,
    ledgerName: ledger?.name ?? null,
    customerName: profile?.customer?.name ?? null,
    clearingMethodName: profile?.clearingMethod?.name ?? null,
    gaps: profile
      ? profileGaps(profile).map((gap) => ({ field: gap.field, message: gap.message }))
      : [{ field: 'profile', message: 'Prepare the posting profile.' }],
    postingOff: whyPostingIsOff(shop, ledger),
  };
}

/** Books that may be looked at and not added to. */
export function whyPostingIsOff(shop: LinkedShop, ledger: LinkedLedger | null): string | null {
  if (shop.linkState === 'unlinked') {
    return `${shop.name} is unlinked: the books can be looked at, nothing is posted. Link it again on the Account tab.`;
  }
  return ledger?.linkState === 'unlinked'
    ? `${ledger.name} is unlinked: the books can be looked at, nothing is posted. Link it again on the Account tab.`
    : null;
}

export async function loadLedgerViews(deps: Deps): Promise<LedgerView[]> {
  const ledgers = await deps.books.ledgers.list();
  const checks = await deps.books.linkChecks.load();
  const shops = await deps.books.shops.list();
  const profiles = await Promise.all(shops.map((shop) => deps.books.shops.loadProfile(shop.shopId)));
  return Promise.all(
    ledgers.map(async (ledger) => {
      const check = checks.get(ledger.ledgerId) ?? null;
      return {
        ledgerId: ledger.ledgerId,
        kind: ledger.kind,
        name: ledger.name,
        ...describeLink({ stored: ledger.linkState, expiresAt: null, check, now: deps.clock.now() }),
        checkedAt: check?.checkedAt ?? null,
        lastTest: check?.test ? { ...check.test, parts: [...check.test.parts] } : null,
        isSample: ledger.isSample,
        itemCount: (await deps.books.ledgers.loadItems(ledger.ledgerId)).length,
        shopNames: shops
          .filter((_, index) => profiles[index]?.ledgerId === ledger.ledgerId)
          .map((shop) => shop.name),
      };
    }),
  );
}

export function toProfileView(profile: PostingProfile): ProfileView {
  return {
    ...profile,
    defaultActions: { ...profile.defaultActions },
    feeRules: [...profile.feeRules],
    adjustmentItems: [...profile.adjustmentItems],
  };
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
    discountItem: toItemRef(view.discountItem),
    voucherItem: toItemRef(view.voucherItem),
    feeRules: view.feeRules.map((rule) => ({ ...rule, item: toItemRef(rule.item) })),
    adjustmentItems: view.adjustmentItems.map((rule) => ({
      ...rule,
      item: { ...rule.item, itemId: toItemId(rule.item.itemId) },
    })),
    invoiceFrom: view.invoiceFrom === null ? null : parseBusinessDate(view.invoiceFrom),
  };
}

function toItemRef(item: ProfileView['shippingItem']): ItemRef | null {
  return item ? { ...item, itemId: toItemId(item.itemId) } : null;
}
