import type { BridgeView } from '../../app/contract/tieout.ts';
import { formatMinor, parseCurrency } from '../../app/domain/money.ts';
import { money } from './commands/orders.ts';

/** One payout as scripts read it: amounts as decimal text, Σ steps = settlement. */
export interface BridgeDocument {
  readonly shop: string;
  readonly settledOn: string | null;
  readonly currency: string;
  readonly steps: readonly { readonly name: string; readonly amount: string }[];
  readonly settlement: string;
  readonly residual: string;
}

export function toBridgeDocument(shop: string, currency: string, day: BridgeView): BridgeDocument {
  return {
    shop,
    settledOn: day.settledOn,
    currency,
    steps: day.steps.map(({ name, amountMinor }) => ({ name, amount: toDecimal(amountMinor, currency) })),
    settlement: toDecimal(day.settlementMinor, currency),
    residual: toDecimal(day.residualMinor, currency),
  };
}

/** The same for people. */
export function describeBridge(where: string, currency: string, day: BridgeView): string[] {
  return [
    `${where} ${day.settledOn ?? ''}`,
    ...day.steps.map(({ name, amountMinor }) => `  ${money(amountMinor, currency).padStart(14)}  ${name}`),
    `  ${money(day.settlementMinor, currency).padStart(14)}  = settlement, residual ${money(day.residualMinor, currency)}`,
  ];
}

export function toDecimal(minor: number, code: string): string {
  const currency = parseCurrency(code);
  return currency ? formatMinor(minor, currency) : String(minor);
}
