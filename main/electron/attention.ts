import type { Client } from '../../app/contract/client.ts';

/** What a person has to look at: documents that were refused, or of which nobody knows whether they arrived. */
const states = ['unknown', 'rejected'];

/** The number on the badge of the dock or the taskbar; null when the books do not say. */
export async function countAttention(client: Pick<Client, 'call'>): Promise<number | null> {
  const shops = await client.call('shops.list', {});
  if (!shops.ok) return null;
  let count = 0;
  for (const { shopId } of shops.value.shops) {
    const documents = await client.call('documents.list', { shopId, states, limit: 1 });
    if (!documents.ok) return null;
    count += documents.value.total;
  }
  return count;
}

/** The words for somebody who does not see the badge. */
export function describeAttention(count: number): string {
  if (count === 0) return '';
  return count === 1 ? '1 document needs attention' : `${count} documents need attention`;
}
