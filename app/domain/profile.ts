import type { BusinessDate } from './dates.ts';
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

/** A stock or service item of the ledger that a kind of line is booked to. */
export interface ItemRef {
  readonly itemId: ItemId;
  readonly code: string;
  readonly name: string;
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
  /** Ledger codes of payment methods: money in the TikTok clearing account, and fees taken from it. */
  readonly clearingMethod: { readonly code: number; readonly name: string } | null;
  readonly feeMethod: { readonly code: number; readonly name: string } | null;
  readonly invoiceTiming: InvoiceTiming;
  readonly feeTreatment: FeeTreatment;
  readonly adjustmentRule: AdjustmentRule;
  readonly defaultActions: Readonly<Record<OrderStatus, PostAction>>;
  /** Orders before this date are never posted. */
  readonly invoiceFrom: BusinessDate | null;
  /** Put before the order id in the invoice reference. */
  readonly numberPrefix: string;
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

/** What must still be chosen before anything can be posted. */
export function profileGaps(profile: PostingProfile): ProfileGap[] {
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
  return gaps;
}
