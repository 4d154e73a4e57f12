import { toItemId } from '../app/domain/ids.ts';
import type { PostingProfile } from '../app/domain/profile.ts';
import { aProfile } from '../db/testing/builders.ts';

/** A profile without gaps: everything can be posted. */
export function completeProfile(changes: Partial<PostingProfile> = {}): PostingProfile {
  return aProfile({
    customer: { customerId: 'c', name: 'Buyers' },
    ledgerChannel: { channelId: 'ch', name: 'TikTok' },
    adjustmentItem: { itemId: toItemId('a'), code: 'A', name: 'A' },
    feeItem: { itemId: toItemId('f'), code: 'F', name: 'F' },
    refundItem: { itemId: toItemId('r'), code: 'R', name: 'R' },
    clearingMethod: { code: 1, name: 'Clearing' },
    ...changes,
  });
}
