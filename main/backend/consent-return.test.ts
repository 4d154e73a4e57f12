import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

let sample: SampleBackend;

beforeEach(async () => {
  sample = await openSampleBackend({ ordersPerShop: 20 });
}, 60_000);
afterEach(() => sample.close());

/** Asks for consent as a person with an own app would; gives the link and the query the browser comes back with. */
async function askConsent() {
  const { tiktok, authorize } = await sample.backend.sample();
  const { appKey, serviceId, appSecret } = tiktok;
  const started = await sample.backend.services.shops.start({
    kind: 'tiktok',
    connection: { place: 'sample', appKey, serviceId, market: 'rest' },
    secret: appSecret,
    isSample: true,
  });
  if (!started.ok) throw new Error(started.error.message);
  const state = new URL(started.value.authorizeUrl).searchParams.get('state') ?? '';
  return {
    linkId: started.value.linkId,
    query: new URLSearchParams({ code: authorize(), state }).toString(),
  };
}

const stateOf = (linkId: string) => sample.backend.services.shops.stateOf(linkId)?.state;

describe('the return from the consent page', () => {
  it('links once when the browser loads the address twice at the same moment, and again later', async () => {
    const { linkId, query } = await askConsent();
    const said = await Promise.all([sample.backend.redirected(query), sample.backend.redirected(query)]);
    expect(said).toEqual(['The shop is linked.', 'The shop is linked.']);
    expect(await sample.backend.redirected(query)).toBe('The shop is linked.');
    expect(stateOf(linkId)).toBe('linked');
  });

  it('finds the right one of two pending consents, and refuses a state that nobody gave out', async () => {
    const first = await askConsent();
    const second = await askConsent();
    expect(await sample.backend.redirected(first.query)).toBe('The shop is linked.');
    expect([stateOf(first.linkId), stateOf(second.linkId)]).toEqual(['linked', 'waiting']);
    const forged = second.query.replace(/state=\w+/, 'state=0000');
    expect(await sample.backend.redirected(forged)).toContain('Nobody asked for this consent');
    expect(stateOf(second.linkId)).toBe('waiting');
  });
});
