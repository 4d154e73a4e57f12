import { startWebApp } from '../../e2e/fixtures/web-app.ts';
import { type BenchRow, type Figure, median, type Samples, toFigure, toSamples } from '../figure.ts';
import { cpuOfChildren, type Expected, openBrowser, openPage } from '../screen/lab.ts';
import { closeApp, orderBooksFolder, removeFolder } from '../screen/order-books.ts';
import { type RivalServer, serveRivals } from '../screen/rival-server.ts';

interface Start {
  /** Milliseconds on the wall. */
  readonly wall: number;
  /** Of the program and the browser together; null where it cannot be read. */
  readonly cpu: number | null;
}

type Variant = () => Promise<Start>;

/** Row 9: from the start of the process to the first rows of the last tab. */
export const startRow: BenchRow = {
  id: '9',
  async run({ repetitions, scale }) {
    const count = Math.round(100_000 * scale);
    const [full, empty] = [await orderBooksFolder(count), await orderBooksFolder(0)];
    const server = await serveRivals([]);
    try {
      const rows: Expected = { selector: 'tr[data-row="0"]', text: '' };
      const foot = (orders: string): Expected => ({ selector: '.grid-foot', text: `${orders} orders` });
      const variants: readonly Variant[] = [
        () => startApp(full, [rows, foot(count.toLocaleString('en'))]),
        () => startApp(empty, [{ selector: '.grid-empty', text: '' }, foot('0')]),
        () => startBare(server),
      ];
      const taken = await inTurns(variants, repetitions);
      return toFigures(count, taken);
    } finally {
      server.close();
      for (const folder of [full, empty]) removeFolder(folder);
    }
  },
};

/** One round that does not count (caches, and the copy of the books that is due), then each in another order every time. */
async function inTurns(variants: readonly Variant[], repetitions: number): Promise<Start[][]> {
  for (const variant of variants) await variant();
  const taken: Start[][] = variants.map(() => []);
  for (let repetition = 0; repetition < repetitions; repetition += 1)
    for (let step = 0; step < variants.length; step += 1) {
      const index = (step + repetition) % variants.length;
      const start = await variants[index]?.();
      if (start) taken[index]?.push(start);
    }
  return taken;
}

async function startApp(folder: string, expected: readonly Expected[]): Promise<Start> {
  const began = Date.now();
  const app = await startWebApp(folder);
  const start = await openAndWait(app.url, expected, began);
  await closeApp(app);
  return start;
}

/** The same browser with a page that is there already: no program to start, no books, no script. */
function startBare(server: RivalServer): Promise<Start> {
  return openAndWait(`${server.address}/bare.html`, [{ selector: '#bare', text: '' }], Date.now());
}

async function openAndWait(url: string, expected: readonly Expected[], began: number): Promise<Start> {
  const browser = await openBrowser();
  try {
    const page = await openPage(browser);
    await page.goto(url, { waitUntil: 'commit' });
    const shown = await page.evaluate(
      (all) =>
        window.benchUntil(all, 'navigation').then((sinceOpening) => performance.timeOrigin + sinceOpening),
      expected,
    );
    return { wall: shown - began, cpu: cpuOfChildren() };
  } finally {
    await browser.close();
  }
}

function toFigures(count: number, [full = [], empty = [], bare = []]: readonly Start[][]): Figure[] {
  const names = [`books of ${count} orders`, 'empty books', 'a bare page'] as const;
  const samples = (of: readonly (readonly [string, readonly Start[]])[]): Record<string, Samples> =>
    Object.fromEntries(
      of.flatMap(([name, starts]) => {
        const cpu = starts.flatMap((start) => start.cpu ?? []);
        return [
          [
            name,
            toSamples(
              'ms',
              starts.map(({ wall }) => wall),
            ),
          ],
          ...(cpu.length > 0 ? [[`${name}, CPU`, toSamples('ms', cpu)]] : []),
        ];
      }),
    );
  const ratio = (one: readonly Start[], other: readonly Start[]) =>
    median(one.map(({ wall }, index) => wall / (other[index]?.wall ?? Number.NaN)));
  return [
    toFigure({
      id: '9a',
      work: `start with books of ${count} orders to the first rows of the last tab; the same browser with a bare page`,
      goal: { most: 2 },
      ratio: ratio(full, bare),
      samples: samples([
        [names[0], full],
        [names[2], bare],
      ]),
    }),
    toFigure({
      id: '9b',
      work: `start with books of ${count} orders to the first rows of the last tab; with empty books`,
      goal: { most: 1.2 },
      ratio: ratio(full, empty),
      samples: samples([
        [names[0], full],
        [names[1], empty],
      ]),
    }),
  ];
}
