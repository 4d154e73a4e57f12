import { describe, expect, it } from 'vitest';
import { channels, isChannelKind } from './registry.ts';

const clock = { now: () => 0, sleep: async () => undefined };
const link = { appKey: 'key', appSecret: 'a-secret', serviceId: '72', market: 'rest' };

describe('the registry of channels', () => {
  it('knows its channels by name and nothing else', () => {
    expect(isChannelKind('tiktok')).toBe(true);
    expect(isChannelKind('constructor')).toBe(false);
  });

  it.each([
    ['rest', 'https://services.tiktokshop.com/open/authorize?service_id=72&state=s'],
    ['us', 'https://services.us.tiktokshop.com/open/authorize?service_id=72&state=s'],
  ])('opens TikTok Shop with the consent page of the market %s', (market, address) => {
    const opened = channels.tiktok.open({ ...link, market, account: 'kept beside' }, { clock });
    expect(opened.ok && opened.value.authorizeUrl('s')).toBe(address);
  });

  it.each([
    ['appKey', { ...link, appKey: ' ' }, 'Enter the app key.'],
    ['appSecret', { ...link, appSecret: undefined }, 'Enter the app secret.'],
    ['serviceId', { ...link, serviceId: '7 2' }, 'contains a space'],
    ['market', { ...link, market: 'moon' }, 'Choose the market'],
    ['apiUrl', { ...link, apiUrl: 'http://elsewhere.example' }, 'https://'],
    ['authUrl', { ...link, authUrl: 'https://user@elsewhere.example' }, 'sign-in'],
    ['authorizePageUrl', { ...link, authorizePageUrl: 'javascript:alert(1)' }, 'https://'],
  ])('names the field %s and says what to do', (field, wrong, words) => {
    const opened = channels.tiktok.open(wrong, { clock });
    expect(opened).toMatchObject({ ok: false, error: { field } });
    expect(opened.ok ? '' : opened.error.message).toContain(words);
    expect(JSON.stringify(opened)).not.toContain('a-secret');
  });

  it('takes limits, and names those that are none', () => {
    const limits = { requestsPerSecond: 40 };
    expect(channels.tiktok.open({ ...link, limits }, { clock }).ok).toBe(true);
    const none = { ...link, limits: { requestsPerSecond: 0 } };
    expect(channels.tiktok.open(none, { clock })).toMatchObject({ ok: false, error: { field: 'limits' } });
  });

  it('takes an address of this very machine without encryption', () => {
    const opened = channels.tiktok.open({ ...link, apiUrl: 'http://127.0.0.1:4000' }, { clock });
    expect(opened.ok).toBe(true);
  });
});
