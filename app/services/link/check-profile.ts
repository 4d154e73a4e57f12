import { type ItemRef, type PostingProfile, profileGaps } from '../../domain/profile.ts';
import type { Ledger, LedgerItem, LedgerSettings } from '../../ports/ledger.ts';
import type { TestPart } from '../../ports/link-checks.ts';

const fine = (what: string, message: string): TestPart => ({ what, result: 'fine', message });
const wrong = (what: string, message: string): TestPart => ({ what, result: 'wrong', message });
const notTried = (what: string, message: string): TestPart => ({ what, result: 'notTried', message });

/**
 * Whether everything a profile names is still in the ledger: customer, channel, location, items, payment methods.
 * Only reads. What is gone is named, with what it is chosen for.
 */
export async function checkProfile(ledger: Ledger, profile: PostingProfile): Promise<TestPart[]> {
  const settings = await ledger.fetchSettings();
  const lists = settings.ok
    ? checkSettings(settings.value, profile)
    : [notTried('Channel, location, methods', settings.error.message)];
  const gaps = profileGaps(profile).map((gap) => wrong('Settings', gap.message));
  return [...gaps, await checkCustomer(ledger, profile), ...lists, ...(await checkItems(ledger, profile))];
}

async function checkCustomer(ledger: Ledger, { customer }: PostingProfile): Promise<TestPart> {
  if (!customer) return notTried('Customer', 'None is chosen yet.');
  const found = await ledger.findCustomers(customer.name, 50);
  if (!found.ok) return notTried('Customer', found.error.message);
  return found.value.some((one) => one.id === customer.customerId)
    ? fine('Customer', customer.name)
    : wrong(
        'Customer',
        `“${customer.name}” is not found under this name: it was renamed or deleted. Choose the customer again in the settings.`,
      );
}

function checkSettings(settings: LedgerSettings, profile: PostingProfile): TestPart[] {
  const { ledgerChannel, location, clearingMethod, feeMethod } = profile;
  const methods = [
    { use: 'Clearing account', method: clearingMethod },
    { use: 'Method for fees', method: feeMethod },
    ...profile.feeRules.map((rule) => ({ use: `Method for ${rule.feeName}`, method: rule.method })),
  ];
  return [
    ...(ledgerChannel
      ? [
          listed(
            'Channel',
            ledgerChannel.name,
            settings.channels.some(({ id }) => id === ledgerChannel.channelId),
          ),
        ]
      : []),
    ...(location
      ? [
          listed(
            'Location',
            location.name,
            settings.locations.some(({ id }) => id === location.locationId),
          ),
        ]
      : []),
    ...methods.flatMap(({ use, method }) =>
      method
        ? [
            listed(
              use,
              method.name,
              settings.paymentMethods.some(({ code }) => code === method.code),
            ),
          ]
        : [],
    ),
  ];
}

function listed(what: string, name: string, isThere: boolean): TestPart {
  return isThere
    ? fine(what, name)
    : wrong(what, `“${name}” is no longer in the ledger. Choose another one in the settings.`);
}

async function checkItems(ledger: Ledger, profile: PostingProfile): Promise<TestPart[]> {
  const uses = itemsInUse(profile);
  if (uses.length === 0) return [];
  const found = await ledger.findItems([...new Set(uses.map(({ item }) => item.code))]);
  if (!found.ok) return [notTried('Items', found.error.message)];
  const byId = new Map<string, LedgerItem>(found.value.map((item) => [item.itemId, item]));
  return uses.map(({ use, item }) => {
    const now = byId.get(item.itemId);
    if (!now) {
      return wrong(
        use,
        `Item ${item.code} is not found under this code any more. Choose another one in the settings.`,
      );
    }
    return now.isActive
      ? fine(use, item.code)
      : wrong(use, `Item ${item.code} was deleted in the ledger. Choose another one in the settings.`);
  });
}

function itemsInUse(profile: PostingProfile): { use: string; item: ItemRef }[] {
  const uses: { use: string; item: ItemRef | null }[] = [
    { use: 'Item for adjustments', item: profile.adjustmentItem },
    { use: 'Item for fees', item: profile.feeItem },
    { use: 'Item for refunds', item: profile.refundItem },
    { use: 'Item for shipping', item: profile.shippingOnInvoice ? profile.shippingItem : null },
    {
      use: 'Item for the seller’s discount',
      item: profile.discountPlace === 'ownLine' ? profile.discountItem : null,
    },
    {
      use: 'Item for TikTok’s discount',
      item: profile.voucherPlace === 'ownLine' ? profile.voucherItem : null,
    },
    ...profile.feeRules.map((rule) => ({ use: `Item for ${rule.feeName}`, item: rule.item })),
    ...profile.adjustmentItems.map((rule) => ({ use: `Item for ${rule.typeName}`, item: rule.item })),
  ];
  return uses.flatMap(({ use, item }) => (item ? [{ use, item }] : []));
}
