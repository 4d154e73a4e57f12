import { addDays } from '../dates.ts';
import type { Currency } from '../money.ts';
import type { BankLine, BankSuggestion, OpenWithdrawal } from './bank-lines.ts';

/** Banks book a withdrawal on its day or up to this many days later: a week-end and two holidays. */
export const bankWindowDays = 7;

/**
 * Withdrawals and bank lines that fit: exactly the same amount, the same currency, booked from the day of the request
 * to `bankWindowDays` later. Best first: named by reference, then the only one, then the nearest day.
 */
export function suggestMatches(
  withdrawals: readonly OpenWithdrawal[],
  lines: readonly BankLine[],
  currency: Currency,
): readonly BankSuggestion[] {
  const byAmount = new Map<number, BankLine[]>();
  for (const line of lines) {
    if (line.currency !== currency || line.amountMinor <= 0) continue;
    byAmount.set(line.amountMinor, [...(byAmount.get(line.amountMinor) ?? []), line]);
  }
  const pairs = withdrawals.flatMap((withdrawal) =>
    (byAmount.get(withdrawal.amountMinor) ?? []).flatMap((line) => {
      const latest = addDays(withdrawal.requestedOn, bankWindowDays);
      return line.bookedOn >= withdrawal.requestedOn && line.bookedOn <= latest ? [{ withdrawal, line }] : [];
    }),
  );
  const uses = new Map<string, number>();
  const count = (id: string) => uses.set(id, (uses.get(id) ?? 0) + 1);
  for (const { withdrawal, line } of pairs) {
    count(`w ${withdrawal.withdrawalId}`);
    count(`l ${line.lineId}`);
  }
  const isOnly = (id: string) => uses.get(id) === 1;
  return pairs
    .map(({ withdrawal, line }) => ({
      withdrawalId: withdrawal.withdrawalId,
      lineId: line.lineId,
      daysApart: daysBetween(withdrawal.requestedOn, line.bookedOn),
      isOnly: isOnly(`w ${withdrawal.withdrawalId}`) && isOnly(`l ${line.lineId}`),
      namesReference: withdrawal.referenceId.length >= 6 && line.text.includes(withdrawal.referenceId),
    }))
    .sort(byLikeness);
}

function byLikeness(a: BankSuggestion, b: BankSuggestion): number {
  return (
    Number(b.namesReference) - Number(a.namesReference) ||
    Number(b.isOnly) - Number(a.isOnly) ||
    a.daysApart - b.daysApart ||
    compare(a.withdrawalId, b.withdrawalId) ||
    compare(a.lineId, b.lineId)
  );
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
