import type { Locator, Page } from '@playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';
import type { WebApp } from '../fixtures/web-app.ts';

/** The keys of the sample company are always the same; typed into the wizard they lead to its servers. */
let keys: Pick<Sandbox, 'tiktok' | 'stokly'>;
test.beforeAll(async () => {
  const sandbox = await startSandbox({ ordersPerShop: 160 });
  keys = { tiktok: sandbox.tiktok, stokly: sandbox.stokly };
  await sandbox.close();
});

test.use({ books: 'opened' });

const card = (window: Page, name: string): Locator => window.getByRole('article', { name, exact: true });
const field = (place: Locator, name: string): Locator => place.getByLabel(name, { exact: true });
const press = (place: Locator, name: string | RegExp): Promise<void> =>
  place.getByRole('button', { name, exact: typeof name === 'string' }).click();

async function isAccessible(window: Page, what: string): Promise<void> {
  expect(await accessibilityProblems(window), what).toEqual([]);
}

/** The newest consent address that Tieout has told, as no browser is opened here. */
function consentAddress(app: WebApp): string {
  const address = app
    .output()
    .match(/http:\/\/127\.0\.0\.1:\d+\/open\/authorize\S+/g)
    ?.at(-1);
  if (address === undefined) throw new Error('No consent address was told.');
  return address;
}

/** Agrees on the sandbox's consent page; gives the address the browser would end on. */
async function agree(app: WebApp, shopId?: string): Promise<string> {
  const page = new URL(consentAddress(app));
  page.pathname = '/open/authorize/approve';
  if (shopId !== undefined) page.searchParams.set('shop', shopId);
  const answer = await fetch(page, { redirect: 'manual' });
  const target = answer.headers.get('location');
  if (target === null) throw new Error(`The consent page answered ${answer.status}.`);
  return target;
}

/** Tells the sample company's servers to misbehave, by the address that a consent page has shown. */
async function setFaults(app: WebApp, rules: readonly object[]): Promise<void> {
  const { origin } = new URL(consentAddress(app));
  const answer = await fetch(`${origin}/__sandbox/faults`, { method: 'PUT', body: JSON.stringify(rules) });
  expect(answer.ok).toBe(true);
}

async function openAccount(window: Page): Promise<Bookkeeper> {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.openTab('Account');
  return bookkeeper;
}

/** Walks the link wizard with the sample company's keys up to the pasted consent. */
async function walkToConsent(window: Page): Promise<Locator> {
  await press(window.getByRole('tabpanel', { name: 'Account' }), 'Link TikTok Shop');
  const wizard = window.getByRole('dialog', { name: 'Link TikTok Shop' });
  await expect(wizard.getByRole('radio', { checked: true })).toBeFocused();
  await press(wizard, 'Next');
  await expect(field(wizard, 'App key')).toBeFocused();
  await field(wizard, 'App key').fill(keys.tiktok.appKey);
  await field(wizard, 'App secret').fill(keys.tiktok.appSecret);
  await field(wizard, 'Service ID').fill(keys.tiktok.serviceId);
  await window.keyboard.press('Enter');
  await expect(wizard.getByRole('status')).toContainText('paste the address it ends on');
  return wizard;
}

test('a shop is linked step by step, and nothing is kept when it is left before the end', async ({
  app,
  window,
}) => {
  const bookkeeper = await openAccount(window);
  const name = await window.getByRole('article').first().getByRole('heading').innerText();

  await test.step('unlinking keeps the books, and says so before and after', async () => {
    await press(card(window, name), 'Unlink');
    const question = window.getByRole('dialog', { name: `Unlink ${name}` });
    await expect(question).toContainText('The books stay');
    await press(question, 'Unlink');
    await expect(card(window, name)).toContainText('Unlinked');
    await bookkeeper.chooseShop(`${name} · GB`);
    await bookkeeper.openTab('Orders');
    await expect(window.getByRole('note')).toContainText(
      'is unlinked: the books can be looked at, nothing is posted',
    );
    await expect(bookkeeper.button('Post')).toHaveAttribute('aria-disabled', 'true');
    await bookkeeper.openTab('Payment');
    await expect(window.getByRole('note')).toContainText('nothing is posted');
    await isAccessible(window, 'unlinked');
    await press(window.getByRole('main'), 'Open Account');
  });

  await test.step('a wrong secret is told in the step, and Back keeps what was typed', async () => {
    const wizard = await walkToConsent(window);
    await isAccessible(window, 'consent');
    await field(wizard, 'Address or code').fill('https://example.com/?code=null&error=auth_denied');
    await press(wizard, 'Continue');
    await expect(wizard.getByRole('alert')).toBeVisible();
    await press(wizard, 'Back');
    await expect(field(wizard, 'App key')).toHaveValue(keys.tiktok.appKey);
    await window.keyboard.press('Escape');
    await expect(wizard).toBeHidden();
    await expect(card(window, name)).toContainText('Unlinked');
  });

  await test.step('cancelled after consent: nothing is linked', async () => {
    const wizard = await walkToConsent(window);
    await field(wizard, 'Address or code').fill(await agree(app));
    await press(wizard, 'Continue');
    await expect(wizard.getByRole('checkbox')).toHaveCount(2);
    await press(wizard, 'Cancel');
    await expect(card(window, name)).toContainText('Unlinked');
  });

  await test.step('the whole way ends in “Linked”', async () => {
    const wizard = await walkToConsent(window);
    await field(wizard, 'Address or code').fill(await agree(app));
    await press(wizard, 'Continue');
    const boxes = wizard.getByRole('checkbox');
    await expect(boxes).toHaveCount(2);
    await isAccessible(window, 'shops');
    await wizard.getByRole('checkbox').first().check();
    await press(wizard, 'Next');
    await expect(wizard.getByRole('radio', { checked: true })).toBeFocused();
    await isAccessible(window, 'ledger');
    await press(wizard, 'Link');
    await expect(wizard.getByText(/\d+ checks fine/).first()).toBeVisible({ timeout: 30_000 });
    await press(wizard, 'Next');
    await expect(wizard.getByText('Nothing is missing for posting').first()).toBeVisible();
    await expect(wizard.locator('[aria-current=step]')).toContainText('Linked');
    await isAccessible(window, 'linked');
    await press(wizard, 'Done');
    await expect(card(window, name)).toContainText('Linked');
  });
});

test('a link says what is wrong with it and how to mend it, and a test names what posting misses', async ({
  app,
  window,
}) => {
  await openAccount(window);
  const name = await window.getByRole('article').first().getByRole('heading').innerText();
  const shop = card(window, name);
  // Any attempt to link tells where the sample company's servers are.
  const wizard = await walkToConsent(window);
  await window.keyboard.press('Escape');
  await expect(wizard).toBeHidden();

  await test.step('everything works, with the time of the test', async () => {
    await press(shop, 'Test connection');
    await expect(shop.getByRole('region', { name: 'Connection test' })).toContainText(
      /Test passed.*\d+ checks fine/s,
    );
    const ledger = card(window, 'Harbour & Pine (sample)');
    await press(ledger, 'Test connection');
    await expect(ledger.getByRole('region', { name: 'Connection test' })).toContainText('Test passed');
  });

  await test.step('a session that ends soon: in how many days, and the way on', async () => {
    // The session of the sample company lasts a year: its end is brought near on the way to the window.
    await window.route('**/api/shops.list', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      const [first] = answer.value.shops;
      Object.assign(first, {
        link: 'expiring',
        daysLeft: 3,
        message: 'Link it again before the session ends.',
      });
      await route.fulfill({ response, json: answer });
    });
    await window.reload();
    await expect(shop).toContainText('Expires in 3 days');
    await expect(shop.getByRole('note').getByRole('button', { name: `Relink ${name}` })).toBeVisible();
    await isAccessible(window, 'expiring');
    await window.unroute('**/api/shops.list');
    await window.reload();
    await expect(shop).toContainText('Linked');
  });

  await test.step('a clock that is wrong: by how much, and what to do', async () => {
    await setFaults(app, [{ route: '*', nth: 'every', do: 'clock-skew', ms: -600_000 }]);
    await press(shop, 'Test connection');
    await expect(shop).toContainText('Clock is wrong');
    await expect(shop.getByRole('note')).toContainText('10 minutes fast');
    await expect(shop.getByRole('note')).toContainText('Set the clock');
    await isAccessible(window, 'clock');
    await setFaults(app, []);
    await press(shop, 'Test again');
    await expect(shop.getByRole('note')).toBeHidden();
  });

  await test.step('a revoked consent: relink, with the keys that are kept', async () => {
    await setFaults(app, [{ route: 'POST /order/202309/orders/search', nth: 'every', do: 'revoke-token' }]);
    await press(shop, 'Test connection');
    await expect(shop).toContainText('Relink needed');
    await setFaults(app, []);
    await press(shop, `Relink ${name}`);
    const relink = window.getByRole('dialog', { name: `Relink ${name}` });
    await expect(field(relink, 'Address or code')).toBeFocused();
    await expect(relink.getByRole('status')).toContainText('paste the address it ends on');
    await field(relink, 'Address or code').fill(await agree(app));
    await press(relink, 'Continue');
    await press(relink, 'Relink');
    await expect(relink.getByText(/checks fine/).first()).toBeVisible({ timeout: 30_000 });
    await press(relink, 'Next');
    await press(relink, 'Done');
    await expect(shop.getByRole('note')).toBeHidden();
  });

  await test.step('a ledger that does not answer', async () => {
    const ledger = card(window, 'Harbour & Pine (sample)');
    await setFaults(app, [{ route: 'GET /v0/items', nth: 'every', do: '503' }]);
    await press(ledger, 'Test connection');
    await expect(ledger).toContainText('Not reachable', { timeout: 60_000 });
    await expect(ledger.getByRole('button', { name: 'Test again' })).toBeVisible();
    await isAccessible(window, 'unreachable');
    await setFaults(app, []);
    await press(ledger, 'Test again');
    await expect(ledger.getByRole('region', { name: 'Connection test' })).toContainText('Test passed');
  });
});

test('a ledger is linked: wrong keys are told in place, items are read, “Linked” at the end', async ({
  window,
}) => {
  await openAccount(window);
  await press(window.getByRole('tabpanel', { name: 'Account' }), 'Link Stokly');
  const wizard = window.getByRole('dialog', { name: 'Link Stokly' });
  await expect(field(wizard, 'Name in Tieout')).toBeFocused();
  await field(wizard, 'Name in Tieout').fill('Harbour books');
  await field(wizard, 'Account key').fill(keys.stokly.accountKey);
  await field(wizard, 'Client ID').fill(keys.stokly.clientId);
  await field(wizard, 'Secret key').fill('not-the-key');
  await press(wizard, 'Test');
  await expect(wizard.getByRole('alert')).toBeVisible();
  await isAccessible(window, 'keys');
  await field(wizard, 'Secret key').fill(keys.stokly.secretKey);
  await press(wizard, 'Test');
  await expect(wizard.getByText('Signed in')).toBeVisible();
  await press(wizard, 'Back');
  await press(wizard, 'Test');
  await press(wizard, 'Read the items');
  await expect(wizard.getByText(/\d+ items read/)).toBeVisible({ timeout: 30_000 });
  await isAccessible(window, 'linked');
  await press(wizard, 'Done');
  await expect(card(window, 'Harbour books')).toContainText('Linked');
});

test('a shop is moved to another ledger, after it was said what that means', async ({ window }) => {
  const company = 'Harbour & Pine (sample)';
  await openAccount(window);
  await press(window.getByRole('tabpanel', { name: 'Account' }), 'Link Stokly');
  const wizard = window.getByRole('dialog', { name: 'Link Stokly' });
  await field(wizard, 'Name in Tieout').fill('Trade books');
  await field(wizard, 'Account key').fill(keys.stokly.other.accountKey);
  await field(wizard, 'Client ID').fill(keys.stokly.other.clientId);
  await field(wizard, 'Secret key').fill(keys.stokly.other.secretKey);
  await press(wizard, 'Test');
  await press(wizard, 'Read the items');
  await expect(wizard.getByText(/\d+ items read/)).toBeVisible({ timeout: 30_000 });
  await press(wizard, 'Done');
  await expect(card(window, 'Trade books')).toContainText('Linked');
  await expect(card(window, company)).toContainText('Linked');

  const name = await window.getByRole('article').first().getByRole('heading').innerText();
  const shop = card(window, name);
  const move = window.getByRole('dialog', { name: `Move ${name} to another ledger` });
  await press(shop, 'Move to another ledger');
  await expect(field(move, 'Ledger').locator('option')).toHaveText(['Trade books']);
  await expect(move).toContainText(`0 documents posted so far stay in ${company}`);
  await isAccessible(window, 'move');
  await press(move, 'Cancel');
  await expect(shop).toContainText(company);
  await press(shop, 'Move to another ledger');
  await press(move, 'Move');
  await expect(shop).toContainText('Trade books');
  await expect(shop).not.toContainText(company);
  await expect(
    window.getByRole('status').getByText(/^.* is booked into Trade books from now on/),
  ).toBeVisible();
});

test('the settings of a shop: what is missing is marked, everything chosen is kept', async ({ window }) => {
  await openAccount(window);
  await window.setViewportSize({ width: 1280, height: 720 });
  const name = await window.getByRole('article').first().getByRole('heading').innerText();
  const shop = card(window, name);
  await press(shop, `Settings of ${name}`);
  const dialog = window.getByRole('dialog', { name: `Settings of ${name}` });
  const section = (title: string) => dialog.getByRole('tab', { name: title }).click();

  await test.step('a missing choice is marked at its field and its section', async () => {
    await press(dialog, 'Clear the customer');
    await expect(
      dialog.getByText('Choose the customer that stands for the buyers of this shop.'),
    ).toBeVisible();
    await expect(dialog.getByRole('tab', { name: /Where it is booked/ })).toContainText('1');
    await expect(dialog.getByRole('status')).toContainText('1 choice missing');
    await isAccessible(window, 'gap');
    await press(dialog, 'Save');
    await expect(dialog).toBeHidden();
    await expect(shop).toContainText('1 choice missing');
  });

  await test.step('a customer is found by a part of its name', async () => {
    await press(shop, `Settings of ${name}`);
    await dialog.getByRole('combobox', { name: 'Customer' }).pressSequentially('TikTok');
    await window.getByRole('listbox').getByRole('option').first().click();
    await expect(dialog.getByRole('status')).not.toContainText('missing');
  });

  await test.step('each section can be read by everybody and fits the window', async () => {
    for (const tab of await dialog.getByRole('tab').all()) {
      await tab.click();
      await isAccessible(window, await tab.innerText());
      const box = await dialog.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(720);
    }
  });

  await test.step('discounts, fees, adjustments, zone, texts', async () => {
    await section('Discounts, vouchers');
    await field(dialog, 'Seller’s discount').selectOption('ownLine');
    await press(dialog, 'Make TIKTOK-DISCOUNT for Item for the seller’s discount');
    await expect(dialog.getByRole('combobox', { name: 'Item for the seller’s discount' })).toHaveValue(
      'TIKTOK-DISCOUNT',
    );
    await section('Fees');
    await press(dialog, 'Add a fee');
    await field(dialog, 'Fee').fill('TikTok Shop commission fee');
    await field(dialog, 'Called').fill('Commission');
    await section('Dates and numbers');
    await dialog.getByRole('combobox', { name: 'Time zone of business dates' }).fill('kuala');
    await window.getByRole('option', { name: 'Asia/Kuala_Lumpur' }).click();
    await section('Texts');
    await dialog.getByRole('textbox', { name: 'Invoice' }).fill('{shop}: {orderid}');
    await expect(dialog.getByText('{orderid} is not known here.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true');
    await dialog.getByRole('textbox', { name: 'Invoice' }).fill('{shop}: {orderId}');
    await expect(dialog.getByText(`${name}: 576461413038785752`)).toBeVisible();
    await press(dialog, 'Save');
    await expect(dialog).toBeHidden();
    await expect(shop).toContainText('Asia/Kuala_Lumpur');
  });

  await test.step('kept, and taken over by another shop after a look at it', async () => {
    const other = await window.getByRole('article').nth(1).getByRole('heading').innerText();
    await press(card(window, other), `Settings of ${other}`);
    const into = window.getByRole('dialog', { name: `Settings of ${other}` });
    await press(into, 'Copy from another shop');
    const copy = window.getByRole('dialog', { name: `Copy settings to ${other}` });
    await expect(copy.getByRole('row', { name: /Fees by name/ })).toBeHidden();
    await expect(copy.getByRole('row', { name: /Texts/ })).toContainText('{shop}: {orderId}');
    await expect(copy).toContainText('Clearing account it is for another currency');
    await isAccessible(window, 'copy');
    await press(copy, 'Apply');
    await into.getByRole('tab', { name: 'Texts' }).click();
    await expect(into.getByRole('textbox', { name: 'Invoice' })).toHaveValue('{shop}: {orderId}');
    await press(into, 'Save');
    await expect(into).toBeHidden();
  });
});
