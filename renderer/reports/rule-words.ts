import type { RateCardView } from '../../app/contract/fees.ts';
import { formatMoney, formatPercent } from '../widgets/format.ts';

/** What a fee costs, in words: `9 % of the goods`, `£0.50 an order`. Charges are negative in the books. */
export function ruleWords(rule: RateCardView['rule'], currency: string): string {
  if (rule.kind === 'rate') return `${formatPercent(rule.basisPoints)} % of the goods`;
  if (rule.kind === 'flat') return `${formatMoney(0 - rule.amountMinor, currency)} an order`;
  return 'Varies';
}

/** Basis points with their sign: `6 %`, `-0.3 %`. */
export function shareWords(basisPoints: number): string {
  const text = `${formatPercent(Math.abs(basisPoints))} %`;
  return basisPoints < 0 ? `-${text}` : text;
}
