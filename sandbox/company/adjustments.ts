import { dayOn, dayStart } from './calendar.ts';
import type { IdMaker } from './ids.ts';
import type { Minor } from './money.ts';
import type { Random } from './random.ts';
import type { AdjustmentRow, OrderRow } from './types.ts';

const KINDS = {
  logistics: ['Logistics reimbursement', 'LOGISTICS_REIMBURSEMENT'],
  platform: ['Platform reimbursement', 'PLATFORM_REIMBURSEMENT'],
  rebate: ['Shipping fee rebate', 'SHIPPING_FEE_REBATE'],
  deduction: ['Deductions incurred by seller', 'DEDUCTIONS_INCURRED_BY_SELLER'],
  ads: ['GMV Payment for TikTok Ads', 'GMV_PAYMENT_FOR_ADS'],
} as const;

type Kind = keyof typeof KINDS;

/** The day on which the deductions outweigh everything else that is adjusted. */
export const NEGATIVE_DAY = 26;

/** Day, kind, amount in minor units, and whether an order stands behind it. */
const PLAN: readonly (readonly [number, Kind, Minor, boolean])[] = [
  [15, 'logistics', 420, true],
  [18, 'platform', 1_250, true],
  [20, 'rebate', 215, false],
  [20, 'rebate', 180, false],
  [20, 'rebate', 180, false],
  [20, 'rebate', 340, false],
  [20, 'rebate', 95, false],
  [21, 'ads', -4_578, false],
  [23, 'ads', -1_526, false],
  [23, 'ads', -763, false],
  [24, 'logistics', 365, true],
  [NEGATIVE_DAY, 'deduction', -4_200, true],
  [NEGATIVE_DAY, 'logistics', 310, false],
  [28, 'ads', -3_052, false],
  [30, 'deduction', -600, false],
  [30, 'platform', 2_180, false],
  [33, 'ads', -6_104, false],
  [35, 'rebate', 260, false],
  [35, 'rebate', 145, false],
  [38, 'logistics', 590, true],
];

/** Rows that are not orders. Related orders are ones the same shop settled on an earlier day. */
export function writeAdjustments(
  orders: readonly OrderRow[],
  ids: IdMaker,
  random: Random,
): readonly AdjustmentRow[] {
  return PLAN.map(([day, kind, amount, related]) => {
    // 19 digits that start with 7 because their upper half is the second of creation: early on that day.
    const createdAt = dayStart(day) + random.int(600, 18_000);
    const settledOn = dayOn(day);
    const earlier = orders.filter((row) => row.settledOn < settledOn);
    const [type, apiType] = KINDS[kind];
    return {
      kind: 'adjustment',
      transactionId: ids.transaction(),
      id: kind === 'ads' ? ids.ads() : ids.snowflake(createdAt),
      type,
      apiType,
      createdAt,
      settledOn,
      amount,
      relatedOrderId: related && earlier.length > 0 ? random.pick(earlier).order.id : null,
    };
  });
}
