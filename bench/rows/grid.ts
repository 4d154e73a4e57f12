import { setTimeout } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { startWebApp } from '../../e2e/fixtures/web-app.ts';
import { type BenchRow, type Figure, median, type Samples, toFigure, toSamples } from '../figure.ts';
import type { RivalRow } from '../rivals/pages/row.ts';
import {
  type Expected,
  heapMegabytes,
  openBrowser,
  openPage,
  timed,
  timedOpening,
  wheel,
} from '../screen/lab.ts';
import { closeApp, orderBooksFolder, removeFolder } from '../screen/order-books.ts';
import { rivalRows } from '../screen/rival-rows.ts';
import { hasAgGrid, installAgGrid, type RivalServer, serveRivals } from '../screen/rival-server.ts';

/** What one page of one variant took: milliseconds, but for the heap. */
interface Visit {
  readonly firstRows: number;
  readonly sort: number;
  readonly key: number;
  readonly all: number;
  /** Milliseconds for a frame while the wheel turns, on average. */
  readonly frame: number;
  readonly longestFrame: number;
  readonly framesWithEmptyRows: number;
  readonly heap: number;
}

/** Where a variant shows what, and how its parts are found. */
interface Looks {
  readonly row: string;
  readonly total: string;
  readonly foot: string;
  readonly filter: string;
  readonly sort: string;
  readonly all: string;
  readonly body: string;
}

const looks = {
  ours: {
    row: 'tr[data-row="0"]',
    total: 'tr[data-row="0"] [data-column="10"]',
    foot: '.grid-foot',
    filter: '[aria-label="Filter ID"]',
    sort: '[data-head="total"] .sort-button',
    all: '.grid-head input[type="checkbox"]',
    body: '.grid',
  },
  window: {
    row: '[data-row="0"]',
    total: '[data-row="0"] span:nth-of-type(9)',
    foot: 'footer',
    filter: '#filter',
    sort: '[data-sort="total"]',
    all: '#all',
    body: '.scroller',
  },
  agGrid: {
    row: '[row-index="0"] [col-id="orderId"]',
    total: '[row-index="0"] [col-id="total"]',
    foot: 'footer',
    filter: '#filter',
    sort: '.ag-header-cell[col-id="total"] .ag-header-cell-label',
    all: '.ag-header-cell .ag-checkbox-input',
    body: 'main',
  },
} satisfies Record<string, Looks>;

/** Row 8: the Orders tab over 100,000 orders, against a window written by hand and AG Grid, which hold them in the page. */
export const gridRow: BenchRow = {
  id: '8',
  async run({ repetitions, scale }) {
    const rows = rivalRows(Math.round(100_000 * scale));
    const folder = await orderBooksFolder(rows.length);
    const server = await serveRivals(rows);
    const browser = await openBrowser();
    try {
      const variants = {
        ours: () => visitApp(browser, folder, rows),
        window: () => visitRival(browser, server, 'window', looks.window, rows),
        ...(hasAgGrid() ? { agGrid: () => visitRival(browser, server, 'ag-grid', looks.agGrid, rows) } : {}),
      };
      const visits = await inTurns(variants, repetitions);
      const blank = await blankHeap(browser, server);
      return toFigures(rows.length, visits, blank);
    } finally {
      await browser.close();
      server.close();
      removeFolder(folder);
    }
  },
};

type Visits = { readonly [Name in keyof typeof looks]?: Visit[] };

async function inTurns(variants: Record<string, () => Promise<Visit>>, repetitions: number): Promise<Visits> {
  const names = Object.keys(variants);
  const visits: Record<string, Visit[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) await variants[name]?.();
  for (let repetition = 0; repetition < repetitions; repetition += 1)
    for (let step = 0; step < names.length; step += 1) {
      const name = names[(step + repetition) % names.length] ?? '';
      const visit = await variants[name]?.();
      if (visit) visits[name]?.push(visit);
    }
  return visits;
}

/** The app is started for every visit: what its backend has counted once, it would know the second time. */
async function visitApp(browser: Browser, folder: string, rows: readonly RivalRow[]): Promise<Visit> {
  const app = await startWebApp(folder);
  try {
    // The start is row 9's.
    while (!app.output().includes('Ctrl+C closes it.')) await setTimeout(20);
    const page = await openPage(browser);
    const visit = await visitPage(page, app.url, looks.ours, rows);
    await page.context().close();
    return visit;
  } finally {
    await closeApp(app);
  }
}

async function visitRival(
  browser: Browser,
  server: RivalServer,
  name: string,
  look: Looks,
  rows: readonly RivalRow[],
): Promise<Visit> {
  const page = await openPage(browser);
  const visit = await visitPage(page, `${server.address}/${name}.html`, look, rows);
  await page.context().close();
  return visit;
}

async function visitPage(page: Page, url: string, look: Looks, rows: readonly RivalRow[]): Promise<Visit> {
  const foot = (text: string): Expected => ({ selector: look.foot, text });
  const orders = (count: number): Expected => ({
    ...foot(`${count.toLocaleString('en')} order`),
    match: 'begins',
  });
  const totals = rows.map(({ total }) => total);
  const money = (minor: number) => (minor / 100).toLocaleString('en', { minimumFractionDigits: 2 });
  const top = (minor: number): Expected => ({ selector: look.total, text: money(minor), match: 'is' });
  const click = (selector: string) => page.locator(selector).first().click();

  const firstRows = await timedOpening(page, url, [{ selector: look.row, text: '' }, orders(rows.length)]);
  const rising = await timed(page, () => click(look.sort), [top(Math.min(...totals))]);
  const falling = await timed(page, () => click(look.sort), [top(Math.max(...totals))]);

  const keys: number[] = [];
  await page.locator(look.filter).first().click();
  for (let length = 1; length <= 3; length += 1) {
    const typed = '777'.slice(0, length);
    const left = rows.filter(({ orderId }) => orderId.includes(typed)).length;
    // Every id begins with 5764: a first key that changes nothing would be seen before it was pressed.
    const expected = left === rows.length ? [] : [orders(left)];
    const taken = await timed(page, () => page.keyboard.press('7'), expected);
    if (expected.length > 0) keys.push(taken);
  }
  await page.locator(look.filter).first().fill('');
  await page.evaluate((all) => window.benchUntil(all, 'navigation'), [orders(rows.length)]);

  const all = await timed(page, () => click(look.all), [foot(`${rows.length.toLocaleString('en')} ticked`)]);
  const { frames, empty } = await wheel(page, look.body, 3_000);
  return {
    firstRows,
    sort: (rising + falling) / 2,
    key: median(keys),
    all,
    frame: frames.reduce((sum, frame) => sum + frame, 0) / frames.length,
    longestFrame: Math.max(...frames),
    framesWithEmptyRows: empty,
    heap: await heapMegabytes(page),
  };
}

async function blankHeap(browser: Browser, server: RivalServer): Promise<number> {
  const page = await openPage(browser);
  await page.goto(`${server.address}/bare.html`);
  const heap = await heapMegabytes(page);
  await page.context().close();
  return heap;
}

const works = [
  ['firstRows', 'from opening the page to the first rows'],
  ['sort', 'sort by money, rising and falling'],
  ['key', 'a key in the filter of ids'],
  ['all', 'select all'],
  ['frame', 'a frame during 3 s of wheel'],
] as const;

function toFigures(count: number, { ours = [], window = [], agGrid = [] }: Visits, blank: number): Figure[] {
  const of = (name: string, visits: readonly Visit[], what: keyof Visit): Record<string, Samples> => ({
    [name]: toSamples(
      what === 'heap' ? 'MB' : 'ms',
      visits.map((visit) => visit[what]),
    ),
  });
  const more = (name: string, visits: readonly Visit[], what: keyof Visit) =>
    what === 'frame' ? of(`${name}, longest frame`, visits, 'longestFrame') : {};
  const ratio = (others: readonly Visit[], what: keyof Visit) =>
    median(ours.map((visit, index) => visit[what] / (others[index]?.[what] ?? Number.NaN)));
  const compare = (id: string, rival: string, visits: readonly Visit[], most: number) =>
    works.map(([what, text]) =>
      toFigure({
        id: `8${id} ${what}`,
        work: `${count} orders: ${text}, against ${rival}`,
        goal: { most },
        ratio: ratio(visits, what),
        samples: {
          ...of('Tieout', ours, what),
          ...more('Tieout', ours, what),
          ...of(rival, visits, what),
          ...more(rival, visits, what),
        },
      }),
    );
  if (agGrid.length === 0) console.error(`AG Grid is not compared: it is installed by \`${installAgGrid}\`.`);
  const heaps = ours.map(({ heap }) => heap);
  return [
    ...compare('a', 'a window written by hand', window, 1.3),
    ...(agGrid.length > 0 ? compare('b', 'AG Grid Community', agGrid, 1) : []),
    toFigure({
      id: '8c heap',
      work: `${count} orders: megabytes of JavaScript after all that, over a bare page`,
      goal: { most: 10 },
      ratio: median(heaps) - blank,
      samples: {
        Tieout: toSamples('MB', heaps),
        'a bare page': toSamples('MB', [blank]),
        ...of('a window written by hand', window, 'heap'),
        ...(agGrid.length > 0 ? of('AG Grid Community', agGrid, 'heap') : {}),
      },
    }),
  ];
}
