import type { Reply } from '../../contract/errors.ts';
import type { PlanCapabilities } from '../../domain/payments/types.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { done } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';

/** What the shop's ledger can do; needs no call. */
export async function loadCapabilities(
  ledgers: LedgerLinks,
  { profile }: ShopContext,
): Promise<Reply<PlanCapabilities>> {
  const opened = await ledgers.open(profile.ledgerId);
  if (!opened.ok) return opened;
  const { laterPayments, creditNotes, amendInvoice } = opened.value.ledger.capabilities;
  return done({ laterPayments, creditNotes, amendInvoice });
}
