import type { ProfileView } from '../../../app/contract/accounts.ts';
import { orderStatusNames } from '../../orders/looks.ts';
import { formatPercent } from '../../widgets/format.ts';

/** What two shops may not share. */
export interface CopyBounds {
  /** Both are booked into the same ledger: its customers, items and methods are known to both. */
  readonly sameLedger: boolean;
  readonly sameCurrency: boolean;
}

export interface CopyPlan {
  readonly profile: ProfileView;
  readonly changes: readonly { readonly field: string; readonly from: string; readonly to: string }[];
  readonly kept: readonly { readonly field: string; readonly reason: string }[];
}

type Field = Exclude<keyof ProfileView, 'shopId' | 'ledgerId'>;
type Place = 'anywhere' | 'ledger' | 'ledgerAndCurrency' | 'own';

interface FieldRule {
  readonly name: string;
  readonly place: Place;
  readonly reason?: string;
}

/** Every field of a profile: what it is called, and where it may be copied to. Typed so that none is left out. */
const rules: Readonly<Record<Field, FieldRule>> = {
  customer: { name: 'Customer', place: 'own', reason: 'each shop has a customer of its own' },
  ledgerChannel: { name: 'Channel', place: 'ledger' },
  location: { name: 'Location', place: 'ledger' },
  clearingMethod: { name: 'Clearing account', place: 'ledgerAndCurrency' },
  feeMethod: { name: 'Method for fees', place: 'ledgerAndCurrency' },
  shippingOnInvoice: { name: 'Shipping on the invoice', place: 'anywhere' },
  shippingItem: { name: 'Item for shipping', place: 'ledger' },
  adjustmentItem: { name: 'Item for adjustments', place: 'ledger' },
  feeItem: { name: 'Item for fees', place: 'ledger' },
  refundItem: { name: 'Item for refunds', place: 'ledger' },
  discountPlace: { name: 'Seller’s discount', place: 'ledger' },
  discountItem: { name: 'Item for the seller’s discount', place: 'ledger' },
  voucherPlace: { name: 'TikTok’s discount', place: 'ledger' },
  voucherItem: { name: 'Item for TikTok’s discount', place: 'ledger' },
  feeRules: { name: 'Fees by name', place: 'ledgerAndCurrency' },
  adjustmentItems: { name: 'Adjustments by type', place: 'ledger' },
  tax: { name: 'Tax', place: 'anywhere' },
  timeZone: { name: 'Time zone', place: 'own', reason: 'it goes with the market of the shop' },
  invoiceTiming: { name: 'Invoice is made', place: 'ledger' },
  feeTreatment: { name: 'Marketplace fees', place: 'anywhere' },
  adjustmentRule: { name: 'A row is an adjustment', place: 'anywhere' },
  defaultActions: { name: 'What Post does', place: 'anywhere' },
  invoiceFrom: { name: 'Invoice orders from', place: 'anywhere' },
  numberPrefix: { name: 'Prefix of numbers', place: 'anywhere' },
  texts: { name: 'Texts', place: 'anywhere' },
};

/**
 * The choices of another shop as a draft for this one. What names things of another ledger or another currency is
 * left as it is and told with the reason; nothing is saved by it.
 */
export function planCopy(from: ProfileView, into: ProfileView, bounds: CopyBounds): CopyPlan {
  const changes: CopyPlan['changes'][number][] = [];
  const kept: CopyPlan['kept'][number][] = [];
  let profile = into;
  for (const field of fields) {
    const { name, reason } = rules[field];
    const [source, target] = [describe(field, from), describe(field, into)];
    if (JSON.stringify(from[field]) === JSON.stringify(into[field])) continue;
    const why = reason ?? whyNot(rules[field].place, bounds);
    if (why !== null) {
      kept.push({ field: name, reason: why });
      continue;
    }
    profile = { ...profile, [field]: from[field] };
    changes.push({ field: name, from: target, to: source });
  }
  return { profile, changes, kept };
}

const isField = (key: string): key is Field => Object.hasOwn(rules, key);
const fields: readonly Field[] = Object.keys(rules).filter(isField);

function whyNot(place: Place, { sameLedger, sameCurrency }: CopyBounds): string | null {
  if (place === 'anywhere') return null;
  if (!sameLedger) return 'it belongs to another ledger';
  return place === 'ledgerAndCurrency' && !sameCurrency ? 'it is for another currency' : null;
}

const words: Readonly<Record<string, string>> = {
  insideLine: 'inside the line',
  ownLine: 'a line of its own',
  onPost: 'when the order is posted',
  onSettlement: 'when its money arrives',
  deductions: 'deducted from the payment',
  invoiceLines: 'lines on the invoice',
  byType: 'by its type',
  startsWith7: 'when its ID starts with 7',
};

function describe(field: Field, profile: ProfileView): string {
  switch (field) {
    case 'tax':
      return profile.tax.mode === 'none'
        ? 'none'
        : `${profile.tax.name} ${formatPercent(profile.tax.rateBasisPoints)} %`;
    case 'defaultActions': {
      const posted = Object.entries(orderStatusNames).flatMap(([status, name]) => {
        const action = Object.entries(profile.defaultActions).find(([key]) => key === status)?.[1];
        return action === undefined || action === 'skip' ? [] : [`${name}: ${action}`];
      });
      return posted.length === 0 ? 'nothing is posted' : posted.join(', ');
    }
    case 'feeRules':
      return names(profile.feeRules.map((rule) => rule.feeName));
    case 'adjustmentItems':
      return names(profile.adjustmentItems.map((rule) => rule.typeName));
    case 'texts':
      return profile.texts.invoice;
    default:
      return plainText(profile[field]);
  }
}

function names(list: readonly string[]): string {
  return list.length === 0 ? 'none' : list.join(', ');
}

function plainText(value: unknown): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return words[value] ?? value;
  if (typeof value === 'object' && 'code' in value && typeof value.code === 'string') return value.code;
  return typeof value === 'object' && 'name' in value ? String(value.name) : String(value);
}
