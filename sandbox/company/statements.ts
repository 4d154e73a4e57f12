import { amountsOf } from './amounts.ts';
import { SECONDS_A_DAY, weekday } from './calendar.ts';
import type { IdMaker } from './ids.ts';
import { total } from './money.ts';
import type { SandboxShop, SettledRow, Statement, WithdrawalRecord } from './types.ts';

const ADS = 'GMV_PAYMENT_FOR_ADS';
const WEDNESDAY = 3;

const isAds = (row: SettledRow): boolean => row.kind === 'adjustment' && row.apiType === ADS;

const add = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * SECONDS_A_DAY * 1000).toISOString().slice(0, 10);

/**
 * Groups rows into one statement for each settled day and pays them out every Wednesday.
 * Earnings = the day's rows without ads; ads are a deduction of their own (identity I9).
 */
export function closeBooks(
  shop: SandboxShop,
  rows: readonly SettledRow[],
  ids: IdMaker,
  lastDay: string,
): { statements: readonly Statement[]; withdrawals: readonly WithdrawalRecord[] } {
  const byDay = new Map<string, SettledRow[]>();
  for (const row of rows) {
    const day = byDay.get(row.settledOn);
    if (day === undefined) byDay.set(row.settledOn, [row]);
    else day.push(row);
  }
  const days = [...byDay.keys()].sort();
  const firstDay = days[0];
  if (firstDay === undefined) return { statements: [], withdrawals: [] };

  const statements: Statement[] = [];
  const withdrawals: WithdrawalRecord[] = [];
  let waiting: { on: string; rows: SettledRow[] }[] = [];
  for (let on = firstDay; on <= lastDay; on = add(on, 1)) {
    if (weekday(on) === WEDNESDAY && waiting.length > 0) {
      const paymentId = ids.payment();
      const amount = total(waiting.flatMap((day) => day.rows).map((row) => amountsOf(row).settlement));
      const last = add(on, 7) > lastDay;
      const failed = shop.region === 'MY' && withdrawals.every((record) => record.kind !== 'Withdrawal');
      withdrawals.push({
        id: paymentId,
        kind: shop.region === 'MY' ? 'Withdrawal' : 'Payments',
        requestedOn: on,
        amount: -amount,
        status: failed ? 'Failed' : last ? 'In Process' : 'Transferred',
        succeededOn: failed || last ? null : on,
      });
      // After a failed withdrawal the money waits for the next one.
      if (!failed) {
        statements.push(...waiting.map((day) => statementOf(day.on, day.rows, paymentId, ids)));
        waiting = [];
      }
    }
    const today = byDay.get(on);
    if (today === undefined) continue;
    waiting.push({ on, rows: today });
    withdrawals.push(...creditsOf(on, today, ids));
  }
  statements.push(...waiting.map((day) => statementOf(day.on, day.rows, null, ids)));
  return { statements, withdrawals };
}

function statementOf(
  on: string,
  rows: readonly SettledRow[],
  paymentId: string | null,
  ids: IdMaker,
): Statement {
  const statementTime = Date.parse(`${add(on, 1)}T00:00:00Z`) / 1000;
  return { id: ids.snowflake(statementTime), settledOn: on, statementTime, rows, paymentId };
}

function creditsOf(on: string, rows: readonly SettledRow[], ids: IdMaker): WithdrawalRecord[] {
  const earned = rows.filter((row) => !isAds(row));
  const ads = rows.filter(isAds);
  const record = (kind: WithdrawalRecord['kind'], of: readonly SettledRow[]): WithdrawalRecord[] =>
    of.length === 0
      ? []
      : [
          {
            id: ids.payment(),
            kind,
            requestedOn: on,
            amount: total(of.map((row) => amountsOf(row).settlement)),
            status: 'Transferred',
            succeededOn: on,
          },
        ];
  return [...record('Earnings', earned), ...record('GMV Pay Deduction', ads)];
}
