import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { expect, test } from '../fixtures/test.ts';

test('a new bookkeeper is offered two ways to begin', async ({ window }) => {
  await expect(window).toHaveTitle(/Tieout/);
  await expect(window.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Link real accounts' })).toBeVisible();
  expect(await accessibilityProblems(window)).toEqual([]);
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

test('the code leaves the address bar, and a reload keeps the window signed in', async ({ app, page }) => {
  const { url } = app;
  const code = new URL(url).hash.replace('#code=', '');
  await page.goto(url);
  await expect(page.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  expect(page.url()).not.toContain(code);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
});

test('a start address opens one window; whoever reads it later is told what to do', async ({ app, page }) => {
  const used = app.url;
  await page.goto(used);
  await expect(page.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  const thief = await page.context().browser()?.newPage();
  if (!thief) throw new Error('There is a browser');
  await thief.goto(used);
  await expect(thief.getByText('Open the newest address that Tieout printed').first()).toBeVisible();
  await expect(thief.getByRole('button', { name: 'Open the sample company' })).toBeHidden();
  await expect.poll(() => app.url).not.toBe(used);
  await thief.goto('about:blank');
  await thief.goto(app.url);
  await expect(thief.getByRole('button', { name: 'Open the sample company' })).toBeVisible();
  await thief.close();
});

test('pages of other sites get nothing', async ({ app, playwright }) => {
  const { origin, hash } = new URL(app.url);
  const code = hash.replace('#code=', '');
  const request = await playwright.request.newContext();
  const foreign = await request.post(`${origin}/session`, {
    data: { code },
    headers: { origin: 'https://evil.example' },
  });
  expect(foreign.status()).toBe(403);
  const swapped = await request.post(`${origin}/session`, { data: { code } });
  const { value } = await swapped.json();
  const call = (headers: Record<string, string>) =>
    request.post(`${origin}/api/app.state`, { data: {}, headers });
  const authorization = `Bearer ${value.token}`;
  expect((await call({ authorization })).status()).toBe(200);
  expect((await call({})).status()).toBe(401);
  expect((await call({ authorization, origin: 'https://evil.example' })).status()).toBe(403);
  expect((await call({ authorization, host: 'evil.example' })).status()).toBe(403);
  await request.dispose();
});

test.describe('with the sample company', () => {
  test.use({ books: 'opened' });

  test('a start reads the first screen alone, then the rest; what could not be read is said', async ({
    app,
    page,
  }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const tabFiles = () => asked.filter((path) => path.includes('-tab-'));
    await page.route('**/assets/reports-tab-*.js', (route) => route.abort());
    await page.goto(app.url);
    await expect.poll(() => tabFiles().length).toBe(6);
    const [first = '', second = ''] = tabFiles();
    expect(first).toContain('product-tab-');
    expect(asked.indexOf(second)).toBeGreaterThan(asked.indexOf('/api/products.list'));
    await page.getByRole('tab', { name: 'Reports' }).click();
    await expect(page.getByRole('alert')).toContainText('This part of the screens could not be read');
    await page.getByRole('tab', { name: 'Orders' }).click();
    await expect(page.getByRole('grid', { name: 'Orders', exact: true })).toBeVisible();
  });

  test('rows of the orders are asked for once, ahead of what stands around them', async ({ window }) => {
    const kept = window.waitForResponse((response) => response.url().endsWith('/api/preferences.save'));
    await window.getByRole('tab', { name: 'Orders' }).click();
    await kept;
    const asked: string[] = [];
    window.on('request', (request) => {
      const input = request.postData() ?? '';
      if (request.url().includes('/api/orders.') && !input.includes('"limit":1,'))
        asked.push(new URL(request.url()).pathname);
    });
    await window.reload();
    await expect(window.getByRole('grid', { name: 'Orders', exact: true })).toBeVisible();
    await expect.poll(() => asked).toContain('/api/orders.counts');
    expect(asked[0]).toBe('/api/orders.list');
    expect(asked.filter((path) => path === '/api/orders.list')).toHaveLength(1);
  });
});
