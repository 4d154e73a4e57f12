import { expect, test } from 'vitest';
import { createSession } from './session.ts';

/** As much of a window as the session needs. */
function fakeWindow(hash: string, token?: string) {
  const kept = new Map<string, string>(token === undefined ? [] : [['tieout.token', token]]);
  const shown: string[] = [];
  const window = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: (_data: unknown, _title: string, url: string) => shown.push(url) },
    sessionStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    },
    // Only the parts above are touched.
  } as unknown as Parameters<typeof createSession>[0];
  return { window, shown, kept };
}

const refusal = { ok: false, error: { code: 'BAD_CREDENTIALS', message: 'used', retryable: false } };
const never = () => Promise.reject(new Error('not asked'));

test('the code is swapped once, leaves the address, and the token survives a reload', async () => {
  const { window, shown } = fakeWindow('#code=abc');
  const sent: unknown[] = [];
  const take = createSession(window, async (url, init) => {
    sent.push([url, init?.body]);
    return Response.json({ ok: true, value: { token: 't1' } });
  });
  expect(shown).toEqual(['/']);
  expect([await take(), await take()]).toEqual([
    { ok: true, value: 't1' },
    { ok: true, value: 't1' },
  ]);
  expect(sent).toEqual([['/session', '{"code":"abc"}']]);
  window.location.hash = '';
  expect(await createSession(window, never)()).toEqual({ ok: true, value: 't1' });
});

test('a code that was used says so, unless the tab is signed in already', async () => {
  const refuse = async () => Response.json(refusal, { status: 401 });
  expect(await createSession(fakeWindow('#code=old').window, refuse)()).toEqual(refusal);
  const signedIn = fakeWindow('#code=old', 't0');
  expect(await createSession(signedIn.window, refuse)()).toEqual({ ok: true, value: 't0' });
});

test('a line that is down is tried again', async () => {
  let answers = 0;
  const take = createSession(fakeWindow('#code=abc').window, async () => {
    answers += 1;
    return answers === 1
      ? Promise.reject(new TypeError('failed'))
      : Response.json({ ok: true, value: { token: 't' } });
  });
  expect(await take()).toMatchObject({ ok: false, error: { retryable: true } });
  expect(await take()).toEqual({ ok: true, value: 't' });
});

test.each(['', '#other=1'])('without a code (%j) there is a sentence', async (hash) => {
  expect(await createSession(fakeWindow(hash).window, never)()).toMatchObject({
    ok: false,
    error: { code: 'BAD_CREDENTIALS', message: expect.stringContaining('newest address') },
  });
});

test.each([null, 'x', { ok: true }, { ok: true, value: null }, { ok: true, value: { token: 7 } }])(
  'an answer that is none (%j) is a broken line',
  async (answer) => {
    const take = createSession(fakeWindow('#code=abc').window, async () => Response.json(answer));
    expect(await take()).toMatchObject({ ok: false, error: { code: 'BACKEND_FAILED' } });
  },
);
