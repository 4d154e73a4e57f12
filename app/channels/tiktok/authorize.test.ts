import { afterEach, describe, expect, it } from 'vitest';
import { exchangeCode, refreshTokens, toAuthorizeUrl } from './authorize.ts';
import { parsePasted } from './pasted.ts';
import {
  type Answer,
  createTestClient,
  createTestClock,
  envelope,
  refusal,
  type StubServer,
  startStub,
} from './testing/stub-server.ts';

const code = 'ROW_4Txy5gAAAAAbs0ev2C3hrVGe-Fjt_x.a';

describe('toAuthorizeUrl', () => {
  it('carries service id and state, nothing else', () => {
    const url = new URL(toAuthorizeUrl('https://services.tiktokshop.com/open/authorize', '72', 'a b&c'));
    expect(url.origin + url.pathname).toBe('https://services.tiktokshop.com/open/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({ service_id: '72', state: 'a b&c' });
  });
});

describe('parsePasted', () => {
  it.each([
    ['the bare code', code],
    ['a code with padding', `${code}==`],
    ['a code copied with line breaks', ` ${code.slice(0, 9)}\n${code.slice(9)} \r\n`],
    ['the whole address', `https://relay.example/cb?code=${code}&state=s1`],
    [
      'an address with more parameters',
      `https://relay.example/cb?app_key=k&locale=en&code=${code}&shop_region=GB&state=s1#top`,
    ],
    ['a query string', `?code=${code}&state=s1`],
    ['a query string without the mark', `state=s1&code=${code}`],
  ])('finds the code in %s', (_, text) => {
    const found = parsePasted(text, 's1');
    expect(found.ok && found.value.replaceAll('=', '')).toBe(code);
  });

  it('decodes what the address had encoded', () => {
    expect(parsePasted('https://relay.example/?code=ab%2Bcd%2Fef%3D&state=s', 's')).toEqual({
      ok: true,
      value: 'ab+cd/ef=',
    });
  });

  it.each([
    ['nothing', '  \n', 'Nothing was pasted'],
    [
      'a declined consent',
      'https://relay.example/cb?code=null&error=auth_denied&state=s1',
      'Consent was not given',
    ],
    [
      'another error',
      `https://relay.example/cb?error=server_error&code=${code}&state=s1`,
      'Consent was not given',
    ],
    ['an address without a code', 'https://relay.example/cb?state=s1', 'no code'],
    ['an address without parameters', 'https://relay.example/cb', 'no code'],
    ['the word null', 'null', 'no code'],
    ['prose', 'Seite wurde nicht gefunden!', 'no code'],
    ['a missing state', `https://relay.example/cb?code=${code}`, 'does not say which request'],
    ['an empty state', `https://relay.example/cb?code=${code}&state=`, 'does not say which request'],
    ['another state', `https://relay.example/cb?code=${code}&state=s2`, 'another request'],
  ])('refuses %s', (_, text, words) => {
    const refused = parsePasted(text, 's1');
    expect(refused).toMatchObject({ ok: false, error: { kind: 'rejected' } });
    expect(refused.ok ? '' : refused.error.message).toContain(words);
  });

  it('compares nothing when no state is expected', () => {
    expect(parsePasted(`https://relay.example/cb?code=${code}&state=other`, null)).toEqual({
      ok: true,
      value: code,
    });
  });
});

describe('tokens', () => {
  let server: StubServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const app = { appKey: 'key-of-the-test', appSecret: 'secret-of-the-test' };
  const now = Date.UTC(2026, 10, 20);
  const tokens = {
    access_token: 'access-1',
    access_token_expire_in: now / 1000 + 604_800,
    refresh_token: 'refresh-1',
    refresh_token_expire_in: now / 1000 + 31_536_000,
    open_id: '7010736057180325637',
    seller_name: 'Harbour & Pine',
    seller_base_region: 'GB',
    user_type: 0,
    granted_scopes: ['seller.order.info'],
  };

  async function exchange(answer: Answer, pasted = code) {
    server = await startStub(answer);
    const client = createTestClient(server.url, createTestClock());
    return exchangeCode(client, app, pasted, 's1', now);
  }

  it('exchanges the code; expiries are absolute seconds', async () => {
    expect(await exchange(() => envelope(tokens))).toEqual({
      ok: true,
      value: {
        accessToken: 'access-1',
        accessTokenExpiresAt: now + 604_800_000,
        refreshToken: 'refresh-1',
        refreshTokenExpiresAt: now + 31_536_000_000,
        sellerName: 'Harbour & Pine',
        grantedScopes: ['seller.order.info'],
      },
    });
    expect(server?.calls[0]).toMatchObject({
      path: '/api/v2/token/get',
      query: {
        app_key: app.appKey,
        app_secret: app.appSecret,
        auth_code: code,
        grant_type: 'authorized_code',
      },
    });
    expect(server?.calls[0]?.query.sign).toBeUndefined();
  });

  it('refreshes with the other grant type and takes the new refresh token', async () => {
    server = await startStub(() => envelope({ ...tokens, refresh_token: 'refresh-2' }));
    const old = {
      accessToken: 'access-0',
      accessTokenExpiresAt: now,
      refreshToken: 'refresh-0',
      refreshTokenExpiresAt: now,
      sellerName: '',
      grantedScopes: [],
    };
    const refreshed = await refreshTokens(createTestClient(server.url, createTestClock()), app, old, now);
    expect(refreshed).toMatchObject({ ok: true, value: { refreshToken: 'refresh-2' } });
    expect(server.calls[0]).toMatchObject({
      path: '/api/v2/token/refresh',
      query: { refresh_token: 'refresh-0', grant_type: 'refresh_token' },
    });
  });

  it('says what to do about a used code, and does not try it twice', async () => {
    const used = await exchange(() => refusal(36004004, 'Invalid auth code.'));
    expect(used).toMatchObject({ ok: false, error: { kind: 'auth' } });
    expect(used.ok ? '' : used.error.message).toContain('works once and for 30 minutes');
    expect(server?.calls).toHaveLength(1);
  });

  it('asks nobody when the pasted text is refused', async () => {
    const refused = await exchange(
      () => envelope(tokens),
      'https://relay.example/?error=auth_denied&state=s1',
    );
    expect(refused.ok).toBe(false);
    expect(server?.calls).toHaveLength(0);
  });

  it('refuses the consent of a creator', async () => {
    expect(await exchange(() => envelope({ ...tokens, user_type: 1 }))).toMatchObject({
      ok: false,
      error: { kind: 'rejected' },
    });
  });

  it('refuses access that is over by the clock', async () => {
    expect(await exchange(() => envelope({ ...tokens, access_token_expire_in: 604_800 }))).toMatchObject({
      ok: false,
      error: { kind: 'clock' },
    });
  });

  it('refuses an answer without a token, naming the field but no value', async () => {
    const refused = await exchange(() => envelope({ ...tokens, refresh_token: undefined }));
    expect(refused).toMatchObject({ ok: false, error: { kind: 'badAnswer' } });
    expect(refused.ok ? '' : refused.error.message).toContain('refresh_token');
    expect(JSON.stringify(refused)).not.toContain('access-1');
  });
});
