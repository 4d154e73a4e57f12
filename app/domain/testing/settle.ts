import { planPayments } from '../payments/plan-payments.ts';
import type { DayPlan, PaymentInput } from '../payments/types.ts';
import { only } from './builders.ts';
import { LedgerSimulation } from './ledger-simulation.ts';

/** Plans the only date of the rows and posts it: the plan, and what the ledger holds afterwards. */
export function settle(input: PaymentInput): {
  readonly planned: DayPlan;
  readonly ledger: LedgerSimulation;
} {
  const planned = only(planPayments(input).days);
  const ledger = new LedgerSimulation(input.invoices.values());
  ledger.post(planned.documents);
  return { planned, ledger };
}
