import type { Page } from '@playwright/test';
import { accessibilityProblems } from '../fixtures/accessibility.ts';
import { Bookkeeper } from '../fixtures/bookkeeper.ts';
import { expect, test } from '../fixtures/test.ts';

/** What the tabs Tie-out and Reports promise, on a month of the sample company that was posted. */

test.use({ books: 'posted' });

const view = (window: Page, name: string) =>
  window.getByRole('tabpanel').getByRole('button', { name, exact: true });
const told = (window: Page, text: string | RegExp) =>
  window.getByRole('status').filter({ hasText: text }).first();

/** The text of each cell of a row: `cells('Withdrawals', 1)` is the first row below the header. */
async function cells(window: Page, grid: string, row: number): Promise<readonly string[]> {
  return window
    .getByRole('grid', { name: grid, exact: true })
    .getByRole('row')
    .nth(row)
    .getByRole('gridcell')
    .allTextContents();
}

/** What the bank would send: the withdrawals on the screen, each booked a day later, and a line of something else. */
async function statementOf(window: Page): Promise<string> {
  const lines = ['Date,Description,Amount', '2026-10-20,RENT,-900.00'];
  const rows = await window.getByRole('grid', { name: 'Withdrawals', exact: true }).getByRole('row').count();
  for (let row = 1; row < rows; row += 1) {
    const [requestedOn = '', reference = '', amount = ''] = await cells(window, 'Withdrawals', row);
    const bookedOn = new Date(Date.parse(requestedOn) + 86_400_000).toISOString().slice(0, 10);
    lines.push(`${bookedOn},TIKTOK SHOP ${reference},${amount.replaceAll(',', '')}`);
  }
  return lines.join('\n');
}

test('before the first file both tabs say the next step and lead to it', async ({ window }) => {
  await new Bookkeeper(window).chooseShop('MY');
  for (const [keys, tab, words] of [
    ['Alt+5', 'Tie-out', 'No settlement yet'],
    ['Alt+6', 'Reports', 'No fee is known yet'],
  ] as const) {
    await window.keyboard.press(keys);
    const panel = window.getByRole('tabpanel', { name: tab });
    await expect(panel.getByRole('heading', { name: words })).toBeVisible();
    expect(await accessibilityProblems(window)).toEqual([]);
    await panel.getByRole('button', { name: 'Open the Payment tab' }).click();
    await expect(window.getByRole('tab', { name: 'Payment', selected: true })).toBeVisible();
  }
  await window.keyboard.press('Alt+5');
  await view(window, 'Orders').click();
  await expect(window.getByRole('heading', { name: 'No order was placed in these dates' })).toBeVisible();
});

test('a posted month is explained from goods to the bank, and every figure opens what it is made of', async ({
  window,
}) => {
  const bookkeeper = new Bookkeeper(window);
  const payouts = bookkeeper.grid('Payouts');
  const drawer = window.getByRole('dialog');
  await bookkeeper.openTab('Tie-out');

  await test.step('the bridge of a date adds up, and its steps open their rows', async () => {
    await bookkeeper.openRow('Payouts', '2026-10-15');
    const table = window.getByRole('table', { name: 'From goods to earnings, 2026-10-15' });
    await expect(table).toBeVisible();
    await expect(window.getByText(/, explained to the cent/)).toBeVisible();
    await expect(
      window.getByRole('img', { name: /^Waterfall: Goods sold .+; Settlement .+\.$/ }),
    ).toBeVisible();
    await expect(window.getByRole('list', { name: 'Checks' })).toContainText(
      /Each row: as it stands in its file: \d+ checked, 0 failed/,
    );
    expect(await accessibilityProblems(window)).toEqual([]);

    const goods = table.getByRole('row', { name: /^Goods sold/ });
    const [amount = ''] = await goods.getByRole('cell').allTextContents();
    await goods.getByRole('button').click();
    await expect(drawer).toContainText(`Part £${amount}`);
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  });

  await test.step('the bars are reached by keyboard: Tab to the first, arrows to the next', async () => {
    const bars = window.getByRole('button', { name: /^Bar: / });
    await bars.first().focus();
    await window.keyboard.press('ArrowDown');
    await expect(bars.nth(1)).toBeFocused();
    await window.keyboard.press('Enter');
    await expect(drawer.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
    const orderId =
      (await drawer.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(2).textContent()) ??
      '';
    await drawer.getByRole('button', { name: 'Open the order' }).click();
    await expect(window.getByRole('complementary', { name: `Order ${orderId}` })).toBeVisible();
    await window.keyboard.press('Alt+5');
    await expect(window.getByRole('table', { name: /^From goods to earnings, 2026-10-15/ })).toBeVisible();
  });

  await test.step('the whole period and a file are explained the same way', async () => {
    await view(window, 'Whole period').click();
    await expect(
      window.getByRole('table', { name: 'From earnings to the bank, whole period' }),
    ).toBeVisible();
    const scope = window.getByRole('combobox', { name: 'Bridge of' });
    const settlement = window.getByRole('row', { name: /^Settlement / });
    const whole = await settlement.getByRole('cell').first().textContent();
    await scope.selectOption({ index: 2 });
    await expect(settlement.getByRole('cell').first()).toHaveText(whole ?? '');
  });

  await test.step('a bank statement brings the payouts to the bank, and taking back brings them out again', async () => {
    await expect(payouts).toContainText('Withdrawn');
    await expect(payouts).not.toContainText('In bank');
    await view(window, 'Bank').click();
    const chooser = window.waitForEvent('filechooser');
    await view(window, 'Load bank statement').click();
    await (await chooser).setFiles({
      name: 'statement.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(await statementOf(window)),
    });
    await expect(told(window, 'statement.csv')).toContainText(/\d lines new, 0 lines already known/);
    await expect(bookkeeper.grid('Withdrawals')).toContainText('1 line fits, named by reference');
    await expect(bookkeeper.grid('Free bank lines')).toContainText('RENT');
    expect(await accessibilityProblems(window)).toEqual([]);

    await window.getByRole('button', { name: /^Accept the line of / }).click();
    await expect(told(window, /^The withdrawal of .+ is in the bank\./)).toBeVisible();
    await window.getByRole('button', { name: /^Accept all that fit nothing else/ }).click();
    await expect(told(window, /^\d withdrawals are in the bank\./)).toBeVisible();
    await view(window, 'Payouts').click();
    await expect(payouts).toContainText('In bank');
    await expect(payouts).not.toContainText('Withdrawn');

    await window.getByRole('button', { name: 'Take back', exact: true }).first().click();
    await expect(told(window, /taken back/)).toBeVisible();
    await expect(payouts).toContainText('Withdrawn');
  });

  await test.step('a line by hand is entered, and taken back from its message', async () => {
    await view(window, 'Bank').click();
    await view(window, 'Enter a line').click();
    await drawer.getByRole('textbox', { name: /^Amount/ }).fill('12,50');
    await drawer.getByRole('button', { name: 'Enter', exact: true }).click();
    await expect(drawer).toContainText('Write an amount other than 0.00');
    await drawer.getByRole('textbox', { name: /^Amount/ }).fill('12.50');
    await drawer.getByRole('textbox', { name: 'Text of the bank' }).fill('=cash("desk")');
    await drawer.getByRole('button', { name: 'Enter', exact: true }).click();
    await expect(drawer).toBeHidden();
    const free = bookkeeper.grid('Free bank lines');
    await expect(free).toContainText('=cash("desk")');
    await window.getByRole('button', { name: 'Take back', exact: true }).first().click();
    await expect(free).not.toContainText('=cash("desk")');
  });

  await test.step('a cell of the matrix opens exactly its orders', async () => {
    await view(window, 'Orders').click();
    const paid = window.getByRole('button', { name: /^Completed, Paid, As it should be: \d+ orders/ });
    const count = /(\d+) orders/.exec((await paid.getAttribute('aria-label')) ?? '')?.[1] ?? '';
    expect(await accessibilityProblems(window)).toEqual([]);
    await paid.click();
    await expect(drawer.getByText(`${count} orders`)).toBeVisible();
    await window.keyboard.press('Escape');
    await window.getByRole('button', { name: /^Post on Orders: Delivered, Nothing/ }).click();
    await expect(window.getByRole('button', { name: /^Delivered/, pressed: true })).toBeVisible();
  });

  await test.step('a later file: the changed row is shown with both values, and its difference is posted', async () => {
    await bookkeeper.openTab('Payment');
    await bookkeeper.button('Later sample file').click();
    await expect(told(window, /4 new, \d+ already known, 1 changed/)).toBeVisible();
    await bookkeeper.openTab('Tie-out');
    await view(window, 'Changes').click();
    const change = window.getByRole('row', { name: /Settlement row changed/ });
    await expect(change).toContainText(/settlement [\d.]+ → [\d.]+/);
    await view(window, 'Payouts').click();
    await expect(payouts).toContainText('-1.35');
    await view(window, 'Changes').click();
    await change.getByRole('button', { name: 'Post the difference…' }).click();
    // The other way is one press away: the whole date taken back.
    await drawer.getByRole('button', { name: 'Undo the whole date instead…' }).click();
    await expect(drawer.getByRole('row', { name: /^Payment OR-/ })).toBeVisible();
    await window.keyboard.press('Escape');
    await change.getByRole('button', { name: 'Post the difference…' }).click();
    const row = drawer.getByRole('table', { name: 'What the later file says' });
    await expect(row.getByRole('row', { name: /^Settlement/ })).toContainText('-1.35');
    await expect(drawer.getByRole('region', { name: 'What is posted' })).toContainText(
      /Credit note: .*-£1\.35.* corrected, order \d+.*Payment: .*-£1\.35/,
    );
    expect(await accessibilityProblems(window)).toEqual([]);
    await drawer.getByRole('button', { name: 'Post the difference', exact: true }).click();
    await expect(window.getByText('Nothing differs from what was posted.')).toBeVisible({ timeout: 60_000 });
    await view(window, 'Payouts').click();
    await expect(payouts).not.toContainText('-1.35');
  });

  await test.step('dates are locked and opened again', async () => {
    await bookkeeper.openTab('Payment');
    await bookkeeper.fetchMissingOrders();
    await bookkeeper.openTab('Tie-out');
    await view(window, 'Changes').click();
    await view(window, 'Lock dates…').click();
    await drawer.getByRole('textbox', { name: 'Last locked date' }).fill('2026-11-30');
    await drawer.getByRole('button', { name: 'Lock', exact: true }).click();
    const locked = window.getByRole('region', { name: 'Locked dates' });
    await expect(locked).toContainText('dated 2026-12-01 instead');
    expect(await accessibilityProblems(window)).toEqual([]);

    await bookkeeper.openTab('Payment');
    await bookkeeper.grid('Days').focus();
    await window.keyboard.press('Control+End');
    await bookkeeper.openRow('Days', '2026-11-16');
    await expect(window.getByRole('list', { name: 'In the way' })).toContainText(
      'Dates up to 2026-11-30 are locked',
    );
    await bookkeeper.button('Post').click();
    await expect(drawer).toContainText('Post 0 days');
    await drawer.getByRole('checkbox', { name: /of locked dates with the date 2026-12-01$/ }).click();
    await expect(drawer).toContainText(/Post [1-9]\d* days?,/);
    expect(await accessibilityProblems(window)).toEqual([]);
    await drawer.getByRole('button', { name: 'Cancel' }).click();
    await bookkeeper.openTab('Tie-out');
    await view(window, 'Changes').click();
    await view(window, 'Open all dates').click();
    await expect(locked).toContainText('Every date is open');
  });

  await test.step('a fee charged twice is the outlier; an item with a cost has a profit', async () => {
    await window.keyboard.press('Alt+6');
    await expect(bookkeeper.grid('Fee differences')).toContainText('2×');
    await view(window, 'Profit per SKU').click();
    const profit = bookkeeper.grid('Profit per SKU');
    await expect(profit).toContainText('No cost of BRD-OLV-L');
    await view(window, 'Enter a cost').click();
    await drawer.getByRole('textbox', { name: /^Cost of one unit/ }).fill('12.40');
    await drawer.getByRole('button', { name: 'Enter', exact: true }).click();
    await expect(profit.getByRole('row', { name: /BRD-OLV-L/ })).toContainText(/ %/);
    expect(await accessibilityProblems(window)).toEqual([]);
  });

  await test.step('statements of TikTok Shop are compared with the files, date by date', async () => {
    await bookkeeper.openTab('Payment');
    await view(window, 'Files').click();
    await view(window, 'Statements of TikTok Shop…').click();
    await drawer.getByRole('button', { name: 'Fetch their rows' }).click();
    await expect(drawer.getByRole('status')).toContainText(
      /\d+ rows of \d+ statements: 0 new, \d+ already known, 0 changed/,
      { timeout: 60_000 },
    );
    await drawer.getByRole('button', { name: 'Compare with the files' }).click();
    const dates = drawer.getByRole('table', { name: 'Dates compared' });
    await expect(dates.getByRole('row').nth(20)).toBeVisible({ timeout: 60_000 });
    await expect(drawer.getByRole('region', { name: 'Rows that differ' })).toContainText('not there');
    expect(await accessibilityProblems(window)).toEqual([]);
    await window.keyboard.press('Escape');
  });
});

test('an answer that fails is said with its way on, and nothing else is lost', async ({ window }) => {
  const bookkeeper = new Bookkeeper(window);
  await bookkeeper.chooseShop('MY');
  await window.route('**/api/tieout.payouts', (route) =>
    route.fulfill({
      status: 200,
      contentType: 'application/json',
      body: JSON.stringify({
        ok: false,
        error: { code: 'INTERNAL', message: 'The books could not be read.', retryable: true },
      }),
    }),
  );
  await bookkeeper.openTab('Tie-out');
  const alert = window.getByRole('alert').filter({ hasText: 'The books could not be read.' });
  await expect(alert).toBeVisible();
  expect(await accessibilityProblems(window)).toEqual([]);
  await window.unroute('**/api/tieout.payouts');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toBeHidden();
  await expect(window.getByRole('heading', { name: 'No settlement yet' })).toBeVisible();
});

test.describe('before anything is posted', () => {
  test.use({ books: 'fetched' });

  test('dates of another zone, and fees against the rate card, need the orders and a file only', async ({
    window,
  }) => {
    const bookkeeper = new Bookkeeper(window);
    const drawer = window.getByRole('dialog');
    await bookkeeper.openTab('Payment');
    await bookkeeper.loadSampleFile();

    await test.step('another zone moves orders into another month', async () => {
      await bookkeeper.openTab('Tie-out');
      await view(window, 'Cut-off').click();
      const shifts = window.getByRole('table', { name: 'What changes month' });
      await expect(shifts).toContainText('2026-09');
      expect(await accessibilityProblems(window)).toEqual([]);
      await view(window, 'Books: Europe/London').click();
      await expect(shifts).toContainText('every order keeps its month');
    });

    await test.step('fees hold to the learned card; an entered rule judges them anew, and can be taken back', async () => {
      await window.keyboard.press('Alt+6');
      const card = bookkeeper.grid('Rate card');
      await expect(card).toContainText('9 % of the goods');
      await expect(window.getByText('Every fee of a plain sale is as the card says.')).toBeVisible();
      expect(await accessibilityProblems(window)).toEqual([]);
      await bookkeeper.openRow('Rate card', 'Platform commission fee');
      await view(window, 'Enter a rule').click();
      await drawer.getByRole('textbox', { name: /^Percent/ }).fill('8');
      await drawer.getByRole('button', { name: 'Enter', exact: true }).click();
      await expect(card).toContainText('8 % of the goods');
      await expect(bookkeeper.grid('Fee differences').getByRole('row').nth(5)).toBeVisible();
      await window.getByRole('button', { name: 'Undo', exact: true }).click();
      await expect(card).toContainText('9 % of the goods');

      await view(window, 'Fees over time').click();
      await expect(window.getByRole('img', { name: /^Platform commission fee: 2026-10 £/ })).toBeVisible();
      await expect(bookkeeper.grid('Fees by month')).toContainText('Platform commission fee');
      await view(window, 'Share of the goods').click();
      await expect(bookkeeper.grid('Fees by month')).toContainText(' %');
      expect(await accessibilityProblems(window)).toEqual([]);
    });
  });
});
