import { expect, test } from '../fixtures/test.ts';

test('a new bookkeeper is offered two ways to begin', async ({ window }) => {
  await expect(window).toHaveTitle(/Tieout/);
  await expect(window.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Link real accounts' })).toBeVisible();
});

test('the page is under the strict policy and cannot reach the machine', async ({ app, window }) => {
  const response = await window.request.get(app.url);
  const policy = response.headers()['content-security-policy'];
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(response.headers()).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  const reachable = await window.evaluate(() =>
    ['bridge', 'require', 'process', 'module'].filter((name) => name in globalThis),
  );
  expect(reachable).toEqual([]);
});

test('the token leaves the address bar, and a reload keeps the window signed in', async ({ app, window }) => {
  const token = new URL(app.url).hash.replace('#token=', '');
  await expect(window.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  expect(window.url()).not.toContain(token);
  await window.reload();
  await expect(window.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
});

test('pages of other sites get nothing', async ({ app, playwright }) => {
  const { origin, hash } = new URL(app.url);
  const token = hash.replace('#token=', '');
  const request = await playwright.request.newContext();
  const call = (headers: Record<string, string>) =>
    request.post(`${origin}/api/app.state`, { data: {}, headers });
  const authorization = `Bearer ${token}`;
  expect((await call({ authorization })).status()).toBe(200);
  expect((await call({})).status()).toBe(401);
  expect((await call({ authorization, origin: 'https://evil.example' })).status()).toBe(403);
  expect((await call({ authorization, host: 'evil.example' })).status()).toBe(403);
  await request.dispose();
});
