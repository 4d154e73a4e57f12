import type { BusinessDate } from './dates.ts';
import { checkTemplate, type DocumentTexts, textKinds, usualTexts } from './document-texts.ts';
import type { ItemId, LedgerId, ShopId } from './ids.ts';
import type { OrderStatus } from './orders.ts';

/** Where an invoice is made: when the order is posted, or when its money arrives (design.md §5). */
export type InvoiceTiming = 'onPost' | 'onSettlement';
/** How the marketplace's fees are booked: off the payment, or as lines of the invoice (design.md §5). */
export type FeeTreatment = 'deductions' | 'invoiceLines';
export type PostAction = 'invoice' | 'order' | 'skip';
/** `byType`: a row is an adjustment when its type is not Order. `startsWith7`: SQL Account's rule (accounting.md §2). */
export type AdjustmentRule = 'byType' | 'startsWith7';

/** `inclusive`: prices contain tax at `rateBasisPoints` (20 % = 2000). */
export type TaxTreatment =
  | { readonly mode: 'none' }
  | { readonly mode: 'inclusive'; readonly rateBasisPoints: number; readonly name: string };

/** Where a discount is shown: inside the price of the goods, or as a line of its own item. The total is the same. */
export type DiscountPlace = 'insideLine' | 'ownLine';

/** A stock or service item of the ledger that a kind of line is booked to. */
export interface ItemRef {
  readonly itemId: ItemId;
  readonly code: string;
  readonly name: string;
}

/** A payment method by the ledger's own code. */
export interface MethodRef {
  readonly code: number;
  readonly name: string;
}

/** What is booked differently for one fee. Whatever is left open follows the rule of all fees. */
export interface FeeRule {
  /** The fee's name as the settlement file gives it; compared without regard to case. */
  readonly feeName: string;
  /** Item of the line, where fees are lines of an invoice. */
  readonly item: ItemRef | null;
  /** Name of the deduction, where fees are deducted from the payment; empty = as in the file. */
  readonly deductionName: string;
  /** Payment method, where an invoice is born paid. */
  readonly method: MethodRef | null;
}

/** The item that one type of adjustment is booked to. */
export interface AdjustmentRuleItem {
  /** The type as the settlement file gives it; compared without regard to case. */
  readonly typeName: string;
  readonly item: ItemRef;
}

/** How one shop is booked into one ledger. Null = not chosen yet; what blocks posting is listed by `profileGaps`. */
export interface PostingProfile {
  readonly shopId: ShopId;
  readonly ledgerId: LedgerId;
  /** IANA zone that decides business dates. */
  readonly timeZone: string;
  readonly customer: { readonly customerId: string; readonly name: string } | null;
  readonly ledgerChannel: { readonly channelId: string; readonly name: string } | null;
  readonly location: { readonly locationId: string; readonly name: string } | null;
  readonly tax: TaxTreatment;
  /** Buyer-paid shipping on the invoice. Off: the settlement treats shipping inside fees (accounting.md §1). */
  readonly shippingOnInvoice: boolean;
  readonly shippingItem: ItemRef | null;
  readonly adjustmentItem: ItemRef | null;
  readonly feeItem: ItemRef | null;
  readonly refundItem: ItemRef | null;
  /** The seller's own discount reduces the invoice; the choice is only where it is seen. */
  readonly discountPlace: DiscountPlace;
  readonly discountItem: ItemRef | null;
  /** TikTok's discount (voucher) is paid to the shop and never reduces the invoice; as a line it is split off the goods. */
  readonly voucherPlace: DiscountPlace;
  readonly voucherItem: ItemRef | null;
  readonly feeRules: readonly FeeRule[];
  readonly adjustmentItems: readonly AdjustmentRuleItem[];
  /** Ledger codes of payment methods: money in the TikTok clearing account, and fees taken from it. */
  readonly clearingMethod: MethodRef | null;
  readonly feeMethod: MethodRef | null;
  readonly invoiceTiming: InvoiceTiming;
  readonly feeTreatment: FeeTreatment;
  readonly adjustmentRule: AdjustmentRule;
  readonly defaultActions: Readonly<Record<OrderStatus, PostAction>>;
  /** Orders before this date are never posted. */
  readonly invoiceFrom: BusinessDate | null;
  /** Put before the order id in the invoice reference. */
  readonly numberPrefix: string;
  /** Templates of the documents' descriptions (document-texts.ts). */
  readonly texts: DocumentTexts;
}

/** Choices that profiles saved by earlier versions do not hold. */
type LaterChoices =
  | 'discountPlace'
  | 'discountItem'
  | 'voucherPlace'
  | 'voucherItem'
  | 'feeRules'
  | 'adjustmentItems'
  | 'texts';

export const laterChoices: Pick<PostingProfile, LaterChoices> = {
  discountPlace: 'insideLine',
  discountItem: null,
  voucherPlace: 'insideLine',
  voucherItem: null,
  feeRules: [],
  adjustmentItems: [],
  texts: usualTexts,
};

export type StoredProfile = Omit<PostingProfile, LaterChoices> & Partial<Pick<PostingProfile, LaterChoices>>;

/** A stored profile as this version reads it: what did not exist when it was saved is booked as it was then. */
export function completeProfile(stored: StoredProfile): PostingProfile {
  return { ...laterChoices, ...stored, texts: { ...usualTexts, ...stored.texts } };
}

const sameName = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

export function findFeeRule(profile: Pick<PostingProfile, 'feeRules'>, feeName: string): FeeRule | undefined {
  return profile.feeRules.find((rule) => sameName(rule.feeName, feeName));
}

/** The item a fee's line is booked to: its own, else that of all fees. */
export function feeItemOf(profile: PostingProfile, feeName: string): ItemRef | null {
  return findFeeRule(profile, feeName)?.item ?? profile.feeItem;
}

/** What the deduction of a fee is called. */
export function deductionNameOf(profile: Pick<PostingProfile, 'feeRules'>, feeName: string): string {
  return findFeeRule(profile, feeName)?.deductionName.trim() || feeName;
}

/** The method that pays a fee on an invoice that is born paid; null = it becomes a line. */
export function feeMethodOf(profile: PostingProfile, feeName: string): MethodRef | null {
  return findFeeRule(profile, feeName)?.method ?? profile.feeMethod;
}

/** The item an adjustment of this type is booked to: its own, else that of all adjustments. */
export function adjustmentItemOf(profile: PostingProfile, typeName: string): ItemRef | null {
  return (
    profile.adjustmentItems.find((rule) => sameName(rule.typeName, typeName))?.item ?? profile.adjustmentItem
  );
}

/**
 * Delivered and completed orders are sales; earlier ones may still be cancelled and are posted when it is asked for.
 * Unpaid, pending and cancelled orders never by default (model-app.md).
 */
export const usualActions: Readonly<Record<OrderStatus, PostAction>> = {
  unpaid: 'skip',
  pending: 'skip',
  inTransit: 'skip',
  delivered: 'invoice',
  completed: 'invoice',
  cancelled: 'skip',
};

export interface ProfileGap {
  readonly field: keyof PostingProfile;
  readonly message: string;
}

type MayBeMissing =
  | 'customer'
  | 'ledgerChannel'
  | 'shippingItem'
  | 'discountItem'
  | 'voucherItem'
  | 'adjustmentItem'
  | 'feeItem'
  | 'refundItem'
  | 'clearingMethod'
  | 'feeMethod';

/** What of a profile decides whether something is missing; a draft on a screen has it as well. */
export type GapFacts = Pick<
  PostingProfile,
  'shippingOnInvoice' | 'discountPlace' | 'voucherPlace' | 'invoiceTiming' | 'feeTreatment' | 'texts'
> &
  Readonly<Record<MayBeMissing, object | null>>;

/** What must still be chosen before anything can be posted. */
export function profileGaps(profile: GapFacts): ProfileGap[] {
  const gaps: ProfileGap[] = [];
  const need = (missing: boolean, field: keyof PostingProfile, message: string) => {
    if (missing) gaps.push({ field, message });
  };
  need(profile.customer === null, 'customer', 'Choose the customer that stands for the buyers of this shop.');
  need(profile.ledgerChannel === null, 'ledgerChannel', 'Choose the sales channel the orders belong to.');
  need(
    profile.shippingOnInvoice && profile.shippingItem === null,
    'shippingItem',
    'Choose the item for shipping.',
  );
  need(
    profile.discountPlace === 'ownLine' && profile.discountItem === null,
    'discountItem',
    'Choose the item for the seller’s discount.',
  );
  need(
    profile.voucherPlace === 'ownLine' && profile.voucherItem === null,
    'voucherItem',
    'Choose the item for TikTok’s discount.',
  );
  need(profile.adjustmentItem === null, 'adjustmentItem', 'Choose the item for adjustments.');
  need(profile.feeItem === null, 'feeItem', 'Choose the item for marketplace fees.');
  need(profile.refundItem === null, 'refundItem', 'Choose the item for refunds.');
  need(
    profile.clearingMethod === null,
    'clearingMethod',
    'Choose the payment method of the TikTok clearing account.',
  );
  // Only an invoice that is born paid needs to say by what its fees were paid.
  const feesArePaid = profile.invoiceTiming === 'onSettlement' && profile.feeTreatment === 'deductions';
  need(
    feesArePaid && profile.feeMethod === null,
    'feeMethod',
    'Choose the payment method that stands for marketplace fees.',
  );
  const wording = textKinds.some((kind) => !checkTemplate(kind, profile.texts[kind]).ok);
  need(wording, 'texts', 'Correct the texts of the documents.');
  return gaps;
}
