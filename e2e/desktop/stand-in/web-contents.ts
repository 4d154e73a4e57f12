import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page, Route } from '@playwright/test';
import type { WebContents as ElectronWebContents } from 'electron';
import { runningChromium } from './chromium.ts';
import { bridgeSide, pageWorld, preloadWorld } from './in-page.ts';
import { callHandler } from './ipc-main.ts';
import { answerFor, fromChromium, toChromium } from './protocol.ts';
import { applyPermissions } from './session.ts';

type OpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];

const world = 'preload';
const binding = 'toMain';

interface Live {
  readonly page: Page;
  readonly line: CDPSession;
  /** Where the preload script of the document on the screen lives; null while there is none. */
  context: number | null;
}

function isOfMachine(address: string): boolean {
  return address.startsWith('http://127.0.0.1:');
}

/** A page of Chromium with the preload script in a world of its own. */
export class WebContents extends EventEmitter {
  /** The one frame that has the preload script; its identity is what the main process asks for. */
  readonly mainFrame = { frame: 'top' };
  private readonly preload: string;
  private readonly size: { readonly width: number; readonly height: number };
  private live: Promise<Live> | null = null;
  private newest: Live | null = null;
  private isGone = false;
  private address = '';
  /** The main process itself has asked for this load: nobody is asked whether it may. */
  private isOwnLoad = false;
  private decideOpen: OpenHandler = () => ({ action: 'allow' });

  constructor(preloadFile: string, size: { readonly width: number; readonly height: number }) {
    super();
    this.preload = readFileSync(preloadFile, 'utf8');
    this.size = size;
  }

  isDestroyed(): boolean {
    return this.isGone;
  }

  getURL(): string {
    return this.address;
  }

  setWindowOpenHandler(decide: OpenHandler): void {
    this.decideOpen = decide;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.isGone) throw new TypeError('Object has been destroyed');
    void this.deliver({ channel, args });
  }

  async load(url: string): Promise<void> {
    this.address = url;
    this.isOwnLoad = true;
    const { page } = await this.open();
    // Electron waits for a page as long as it takes.
    await page.goto(toChromium(url), { timeout: 0 });
    this.isOwnLoad = false;
    this.emit('did-finish-load');
  }

  reload(): void {
    void this.load(this.address);
  }

  async destroy(): Promise<void> {
    this.isGone = true;
    await (await this.live)?.page.close();
  }

  /** `userGesture` counts as an act of the person. */
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { line } = await this.open();
    const { result } = await line.send('Runtime.evaluate', {
      expression: code,
      userGesture,
      returnByValue: true,
    });
    return result.value;
  }

  private open(): Promise<Live> {
    this.live ??= this.openPage();
    return this.live;
  }

  private async openPage(): Promise<Live> {
    const context = await runningChromium();
    const page = context.pages().find((one) => one.url() === 'about:blank') ?? (await context.newPage());
    await page.setViewportSize({ ...this.size });
    const line = await context.newCDPSession(page);
    const live: Live = { page, line, context: null };
    this.newest = live;
    await this.placePreload(live);
    await applyPermissions(this, line, new URL(toChromium(this.address)).origin);
    await page.route('**/*', (route) => this.answer(route));
    page.on('popup', (popup) => {
      const { action } = this.decideOpen({
        url: fromChromium(popup.url()),
        frameName: '',
        features: '',
        disposition: 'new-window',
        referrer: { url: '', policy: 'default' },
      });
      if (action === 'deny') void popup.close();
    });
    page.on('crash', () => {
      // A page of Chromium does not come back; the next load gets another one.
      this.live = null;
      void page.close();
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
    });
    return live;
  }

  private async placePreload(live: Live): Promise<void> {
    const { line } = live;
    line.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === world) live.context = context.id;
    });
    line.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) void this.called(live, payload, executionContextId);
    });
    await line.send('Page.enable');
    await line.send('Runtime.enable');
    await line.send('Runtime.addBinding', { name: binding, executionContextName: world });
    const mark = randomUUID();
    const text = (value: unknown) => JSON.stringify(value);
    const sideOf = (own: string, other: string) =>
      `(${bridgeSide})(${text(mark)}, ${text(own)}, ${text(other)})`;
    await line.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: world,
      source: `if (window === top) (${preloadWorld})(${sideOf('preload', 'page')}, ${text(this.preload)}, ${text(binding)})`,
    });
    await line.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `if (window === top) (${pageWorld})(${sideOf('page', 'preload')})`,
    });
  }

  /** A call of the preload script's `ipcRenderer.invoke`. */
  private async called(live: Live, payload: string, contextId: number): Promise<void> {
    const { id, channel, args } = JSON.parse(payload);
    const isTop = contextId === live.context && live === this.newest;
    const event = { sender: this, senderFrame: isTop ? this.mainFrame : null };
    try {
      await this.deliver({ id, value: await callHandler(event, channel, args) });
    } catch (problem) {
      await this.deliver({ id, problem: problem instanceof Error ? problem.message : String(problem) });
    }
  }

  private async deliver(message: unknown): Promise<void> {
    const live = this.newest;
    if (!live || live.context === null) return;
    await live.line
      .send('Runtime.callFunctionOn', {
        functionDeclaration: 'function (text) { fromMain(text); }',
        executionContextId: live.context,
        arguments: [{ value: JSON.stringify(message) }],
      })
      // The document has gone in the meantime, and whoever waited in it with it.
      .catch(() => undefined);
  }

  /** Every request of the page: the app's own addresses are answered by its handler, no other leaves the machine. */
  private async answer(route: Route): Promise<void> {
    const request = route.request();
    const address = fromChromium(request.url());
    if (request.isNavigationRequest() && request.frame().parentFrame() === null && !this.isOwnLoad) {
      let isStopped = false;
      const event = {
        url: address,
        preventDefault: () => {
          isStopped = true;
        },
      };
      this.emit('will-navigate', event);
      if (isStopped) return route.abort('aborted');
    }
    // The main process itself has loaded a page of this machine: screens under work.
    if (isOfMachine(this.address) && isOfMachine(address)) return route.continue();
    const response = await answerFor(address, request.method());
    if (!response) return route.abort('blockedbyclient');
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }
}
