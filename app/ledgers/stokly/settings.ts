import type { LedgerSettings } from '../../ports/ledger.ts';
import type { Context } from './context.ts';
import { type CallResult, done } from './errors.ts';
import { differs, equals } from './filter.ts';
import { readAll } from './paging.ts';
import { channelRow, locationRow, paymentMethodRow } from './wire.ts';

const deletedChannel = 2;
const activeLocation = 0;

/** The only code that working clients were seen to send (vendors/stokly.md §4.4); its meaning is not known. */
const observedMethods = [{ code: 4, name: 'Method 4 (seen in use, name unknown)' }] as const;

/** What a posting profile chooses from: living sales channels and locations, and payment methods. */
export async function fetchSettings(context: Context): Promise<CallResult<LedgerSettings>> {
  const channels = await readAll(context.client, 'listChannels', channelRow, {
    filter: differs('status', deletedChannel),
    idOf: (row) => row.channelId,
  });
  if (!channels.ok) return channels;
  const locations = await readAll(context.client, 'listLocations', locationRow, {
    filter: equals('status', activeLocation),
    idOf: (row) => row.locationId,
  });
  if (!locations.ok) return locations;
  const paymentMethods = await fetchPaymentMethods(context);
  if (!paymentMethods.ok) return paymentMethods;
  return done({
    channels: channels.value
      .filter((row) => row.status !== deletedChannel)
      .map((row) => ({ id: row.channelId, name: row.name })),
    locations: locations.value
      .filter((row) => (row.status ?? activeLocation) === activeLocation)
      .map((row) => ({ id: row.locationId, name: row.name })),
    paymentMethods: paymentMethods.value,
  });
}

/** Assumption A7. Where Stokly does not know the call, the one observed code is what can be offered. */
async function fetchPaymentMethods(context: Context): Promise<CallResult<LedgerSettings['paymentMethods']>> {
  if (!context.assumedCalls) return done(observedMethods);
  const rows = await readAll(context.client, 'listPaymentMethods', paymentMethodRow, {
    idOf: (row) => String(row.paymentMethodId),
  });
  if (rows.ok) return done(rows.value.map((row) => ({ code: row.paymentMethodId, name: row.name })));
  return rows.error.kind === 'rejected' ? done(observedMethods) : rows;
}
