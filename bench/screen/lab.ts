import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { ensureChromium } from '../../scripts/ensure-chromium.ts';

/**
 * A second after it has opened, Chromium reads pages of its own for its address bar: 1.6 s of CPU in a process of theirs, in
 * the middle of what is measured. A window of Electron has no address bar. The last switch of a name counts, so those
 * that Playwright leaves out are named again.
 */
const leftOut = [
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** Every variant is shown by the same browser, of the same size. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    args: [`--disable-features=${leftOut.join(',')}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

export const viewport = { width: 1600, height: 900 };

/** What has to be on the screen: an element whose text begins with this one, is it, or (unless said) contains it. */
export interface Expected {
  readonly selector: string;
  readonly text: string;
  readonly match?: 'begins' | 'is';
}

declare global {
  interface Window {
    /** Milliseconds of the page's clock from the input event (or the navigation) to the frame that shows what is expected. */
    benchUntil(expected: readonly Expected[], since: 'input' | 'navigation'): Promise<number>;
    benchFrames(milliseconds: number): Promise<{ frames: number[]; empty: number }>;
  }
}

/**
 * Put into every page before its own scripts. The clock starts with the browser's own time of the last key or click and
 * ends in the first task after the frame in which all that is expected is on the screen.
 */
function instrument(): void {
  let input = 0;
  for (const kind of ['keydown', 'mousedown'])
    addEventListener(
      kind,
      (event) => {
        input = event.timeStamp;
      },
      { capture: true },
    );
  const afterFrame = (): Promise<number> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  window.benchUntil = async (expected, since) => {
    if (since === 'input') input = 0;
    const began = performance.now();
    for (;;) {
      await frame();
      const isStarted = since === 'navigation' || input > 0;
      const textOf = (selector: string) => document.querySelector(selector)?.textContent;
      const missing = expected.find(({ selector, text, match }) => {
        const shown = textOf(selector);
        if (match === 'is') return shown !== text;
        return match === 'begins' ? !shown?.startsWith(text) : !shown?.includes(text);
      });
      if (isStarted && !missing) return (await afterFrame()) - (since === 'navigation' ? 0 : input);
      if (performance.now() - began > 60_000)
        throw new Error(
          `${missing?.selector} shows ${textOf(missing?.selector ?? 'html')}, not ${missing?.text}.`,
        );
    }
  };
  window.benchFrames = async (milliseconds) => {
    const frames: number[] = [];
    let empty = 0;
    let last = await frame();
    const end = last + milliseconds;
    while (last < end) {
      const now = await frame();
      frames.push(now - last);
      last = now;
      if (document.querySelector('.grid-row.pending')) empty += 1;
    }
    return { frames, empty };
  };
}

export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'en-CA' });
  const page = await context.newPage();
  await page.addInitScript(instrument);
  return page;
}

/** Milliseconds from what `act` makes the browser's own input to what is expected. */
export async function timed(
  page: Page,
  act: () => Promise<unknown>,
  expected: readonly Expected[],
): Promise<number> {
  // The page watches before the input comes: input overtakes what is asked of a busy page.
  const watching = await page.evaluateHandle((all) => {
    const taken = window.benchUntil(all, 'input');
    return { taken };
  }, expected);
  await act();
  return watching.evaluate(({ taken }) => taken);
}

/** Milliseconds from the start of the navigation to what is expected. */
export async function timedOpening(page: Page, url: string, expected: readonly Expected[]): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  return page.evaluate((all) => window.benchUntil(all, 'navigation'), expected);
}

/** Wheel events every 16 ms for `milliseconds`, not waiting for the page; how long its frames were. */
export async function wheel(page: Page, selector: string, milliseconds: number) {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} has no place on the screen.`);
  const session = await page.context().newCDPSession(page);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  const measuring = page.evaluate((length) => window.benchFrames(length), milliseconds);
  const sent: Promise<unknown>[] = [];
  const timer = setInterval(() => {
    const event = { type: 'mouseWheel', x, y, deltaX: 0, deltaY: 300 } as const;
    sent.push(session.send('Input.dispatchMouseEvent', event));
  }, 16);
  const { frames, empty } = await measuring;
  clearInterval(timer);
  await Promise.all(sent);
  await session.detach();
  return { frames, empty };
}

/** Megabytes of the page's JavaScript after everything that can go is gone. */
export async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
}

/**
 * CPU milliseconds, user and kernel, of every process that this one started and that is still there; null where there is
 * no `/proc`. On a machine that others use too it says more than the clock.
 */
export function cpuOfChildren(): number | null {
  if (!existsSync('/proc/self/stat')) return null;
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => readStat(pid) ?? []);
  const mine = new Set([process.pid]);
  let grown = true;
  while (grown) {
    const before = mine.size;
    for (const { pid, parent } of found) if (mine.has(parent)) mine.add(pid);
    grown = mine.size > before;
  }
  mine.delete(process.pid);
  return found.reduce((sum, { pid, cpu }) => sum + (mine.has(pid) ? cpu : 0), 0);
}

/** Fields 4, 14 and 15 of proc(5): the parent, and user and system time in hundredths of a second. */
function readStat(pid: string): { pid: number; parent: number; cpu: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      cpu: (Number(fields[11]) + Number(fields[12])) * 10,
    };
  } catch {
    return null; // It has ended in between.
  }
}
