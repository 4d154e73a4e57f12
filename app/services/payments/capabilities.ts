import type { Reply } from '../../contract/errors.ts';
import type { PlanCapabilities } from '../../domain/payments/types.ts';
import type { LedgerLinks } from '../link/link-ledgers.ts';
import { done } from '../replies.ts';
import type { ShopContext } from '../shop-context.ts';

/** What the shop's ledger can do; needs no call, and so the books can be looked at while it is unlinked. */
export async function loadCapabilities(
  ledgers: LedgerLinks,
  { profile }: ShopContext,
): Promise<Reply<PlanCapabilities>> {
  const known = await ledgers.capabilitiesOf(profile.ledgerId);
  if (!known.ok) return known;
  const { laterPayments, creditNotes, amendInvoice } = known.value;
  return done({ laterPayments, creditNotes, amendInvoice });
}
