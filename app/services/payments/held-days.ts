import type { BusinessDate } from '../../domain/dates.ts';
import type { DocumentKind } from '../../domain/documents.ts';
import type { Reference } from '../../domain/ids.ts';
import type { DayPlan } from '../../domain/payments/types.ts';
import type { LedgerResult } from '../../ports/ledger.ts';
import type { SendContext } from '../posting/send-documents.ts';

/** Kinds that the ledger can be asked for by our reference. */
const asked = ['payment', 'creditNote', 'invoice'] as const satisfies readonly DocumentKind[];

/** The dates of which the ledger has at least one document under the reference it would be planned with. */
export async function findHeldDays(
  { ledger }: Pick<SendContext, 'ledger'>,
  days: readonly DayPlan[],
): Promise<LedgerResult<ReadonlySet<BusinessDate>>> {
  const held = new Set<BusinessDate>();
  for (const kind of asked) {
    const dates = new Map<Reference, BusinessDate>();
    for (const { settledOn, documents } of days) {
      for (const { document } of documents) {
        if (document.kind === kind) dates.set(document.reference, settledOn);
      }
    }
    if (dates.size === 0) continue;
    const there = await ledger.findByReferences(kind, [...dates.keys()]);
    if (!there.ok) return there;
    for (const reference of there.value.keys()) {
      const settledOn = dates.get(reference);
      if (settledOn) held.add(settledOn);
    }
  }
  return { ok: true, value: held };
}
