import type { Reply } from '../../contract/errors.ts';
import type { LedgerId, ShopId } from '../../domain/ids.ts';
import {
  type FeeRule,
  type ItemRef,
  laterChoices,
  type PostingProfile,
  type TaxTreatment,
  usualActions,
} from '../../domain/profile.ts';
import type { LedgerItem, LedgerSettings } from '../../ports/ledger.ts';
import type { LinkedShop } from '../../ports/link-books.ts';
import type { Deps } from '../deps.ts';
import { done, refuseLedger, refuseUnknownShop } from '../replies.ts';
import type { LedgerLinks } from './link-ledgers.ts';

/** Service items a shop books to, found by their codes (channel and word) or made once. */
const serviceItems = {
  adjustmentItem: ['ADJ', 'adjustment'],
  feeItem: ['FEE', 'fee'],
  refundItem: ['REFUND', 'refund'],
  shippingItem: ['SHIPPING', 'shipping'],
} as const;

/** Sales tax contained in the prices of local sellers; none where prices carry none (vendors/tiktok-shop.md §6). */
const taxByRegion: Readonly<Record<string, TaxTreatment>> = {
  GB: { mode: 'inclusive', rateBasisPoints: 2000, name: 'VAT 20 %' },
};

/**
 * Makes a posting profile with sensible choices. The customer and the service items are looked up in the ledger and
 * made when they are missing; a profile that exists keeps every choice that was made.
 */
export async function prepareProfile(
  deps: Deps,
  ledgers: LedgerLinks,
  shopId: ShopId,
  ledgerId: LedgerId,
): Promise<Reply<{ profile: PostingProfile }>> {
  const shop = await deps.books.shops.load(shopId);
  if (!shop) return refuseUnknownShop();
  const opened = await ledgers.open(ledgerId);
  if (!opened.ok) return opened;
  const { ledger } = opened.value;

  const channelName = deps.connectors.channelName(shop.channel);
  const prefix = shop.channel.toUpperCase();
  const settings = await ledger.fetchSettings();
  if (!settings.ok) return refuseLedger(settings.error);
  const customer = await ledger.ensureCustomer(customerCode(shop), `${channelName} ${shop.name}`);
  if (!customer.ok) return refuseLedger(customer.error);
  const items = new Map<string, ItemRef>();
  for (const [field, [word, name]] of Object.entries(serviceItems)) {
    const item = await ledger.ensureServiceItem(`${prefix}-${word}`, `${channelName} ${name}`);
    if (!item.ok) return refuseLedger(item.error);
    items.set(field, toItemRef(item.value));
  }

  const { channels, locations, paymentMethods } = settings.value;
  const channel = findChannel(channels, shop);
  const location = onlyOne(locations);
  const old = await deps.books.shops.loadProfile(shopId);
  // Another ledger has other customers and items; what is not of the ledger is kept wherever the shop moves.
  const kept = old?.ledgerId === ledgerId ? old : null;
  const canPayLater = ledger.capabilities.laterPayments;
  const profile: PostingProfile = {
    shopId,
    ledgerId,
    timeZone: old?.timeZone ?? shop.timeZone,
    customer: kept?.customer ?? { customerId: customer.value.id, name: customer.value.name },
    ledgerChannel: kept?.ledgerChannel ?? (channel ? { channelId: channel.id, name: channel.name } : null),
    location: kept?.location ?? (location ? { locationId: location.id, name: location.name } : null),
    tax: old?.tax ?? taxByRegion[shop.region] ?? { mode: 'none' },
    shippingOnInvoice: old?.shippingOnInvoice ?? false,
    shippingItem: kept?.shippingItem ?? items.get('shippingItem') ?? null,
    adjustmentItem: kept?.adjustmentItem ?? items.get('adjustmentItem') ?? null,
    feeItem: kept?.feeItem ?? items.get('feeItem') ?? null,
    refundItem: kept?.refundItem ?? items.get('refundItem') ?? null,
    discountPlace: kept?.discountPlace ?? laterChoices.discountPlace,
    discountItem: kept?.discountItem ?? null,
    voucherPlace: kept?.voucherPlace ?? laterChoices.voucherPlace,
    voucherItem: kept?.voucherItem ?? null,
    feeRules: kept?.feeRules ?? withoutLedger(old?.feeRules ?? []),
    adjustmentItems: kept?.adjustmentItems ?? [],
    clearingMethod: kept?.clearingMethod ?? findClearing(paymentMethods, shop.currency),
    feeMethod: kept?.feeMethod ?? paymentMethods.find((method) => /fee/i.test(method.name)) ?? null,
    invoiceTiming:
      (kept ?? (canPayLater ? old : null))?.invoiceTiming ?? (canPayLater ? 'onPost' : 'onSettlement'),
    feeTreatment: old?.feeTreatment ?? 'deductions',
    adjustmentRule: old?.adjustmentRule ?? 'byType',
    defaultActions: old?.defaultActions ?? usualActions,
    invoiceFrom: old?.invoiceFrom ?? null,
    numberPrefix: old?.numberPrefix ?? '',
    texts: old?.texts ?? laterChoices.texts,
  };
  await deps.books.shops.saveProfile(profile);
  deps.changed(['profiles', 'shops']);
  return done({ profile });
}

/** The code under which the ledger keeps the shared customer of a shop. */
export function customerCode(shop: Pick<LinkedShop, 'channel' | 'shopId'>): string {
  return `${shop.channel.toUpperCase()}-${shop.shopId}`;
}

/** Fees keep the names they are deducted under; the items and methods were the other ledger's. */
function withoutLedger(rules: readonly FeeRule[]): FeeRule[] {
  return rules.flatMap((rule) => (rule.deductionName === '' ? [] : [{ ...rule, item: null, method: null }]));
}

function toItemRef(item: LedgerItem): ItemRef {
  return { itemId: item.itemId, code: item.code, name: item.name };
}

/** Countries as people write them in channel names: by code, by name, and two that are spoken otherwise. */
const spokenRegions: Readonly<Record<string, string>> = { GB: 'UK', US: 'USA' };
const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** The ledger's channel named after the marketplace, and after the country where there are several. */
function findChannel(channels: LedgerSettings['channels'], shop: LinkedShop) {
  const named = channels.filter((one) => one.name.replaceAll(' ', '').toLowerCase().includes(shop.channel));
  const spoken = [shop.region, spokenRegions[shop.region], regionNames.of(shop.region)].flatMap(
    (word) => word ?? [],
  );
  const local = named.find((one) => {
    const words = ` ${one.name.toLowerCase()} `;
    return spoken.some((word) => words.includes(` ${word.toLowerCase()} `));
  });
  return local ?? onlyOne(named) ?? onlyOne(channels);
}

/** The clearing account in the shop's currency, where there are several. */
function findClearing(methods: LedgerSettings['paymentMethods'], currency: string) {
  const clearing = methods.filter((method) => /clearing/i.test(method.name));
  return clearing.find((method) => method.name.includes(currency)) ?? onlyOne(clearing) ?? null;
}

function onlyOne<T>(choices: readonly T[]): T | undefined {
  return choices.length === 1 ? choices[0] : undefined;
}
