import { beforeEach, describe, expect, it } from 'vitest';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { createBridge } from './bridge.ts';
import { sendEvents, serveIpc } from './ipc.ts';
import { createFakeIpc, type FakeIpc } from './testing/fake-ipc.ts';

const event: TieoutEvent = { seq: 1, event: 'books.changed', topics: ['orders'] };
let ipc: FakeIpc;
let calls: { method: string; input: unknown }[];
let listeners: Set<(event: TieoutEvent) => void>;
let stop: () => void;

beforeEach(() => {
  ipc = createFakeIpc();
  calls = [];
  listeners = new Set();
  const stopServing = serveIpc({
    ipc: ipc.main,
    page: ipc.page,
    dispatch: async (method, input) => {
      calls.push({ method, input });
      return { ok: true, value: { method } };
    },
  });
  const stopSending = sendEvents(ipc.page, (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });
  stop = () => {
    stopServing();
    stopSending();
  };
});

describe('the bridge', () => {
  it('has two functions and cannot be changed', () => {
    const bridge = createBridge(ipc.renderer);
    expect(Object.keys(bridge)).toEqual(['call', 'on']);
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  it('carries a call and its answer', async () => {
    const reply = await createBridge(ipc.renderer).call('jobs.get', { jobId: '1' });
    expect(reply).toEqual({ ok: true, value: { method: 'jobs.get' } });
    expect(calls).toEqual([{ method: 'jobs.get', input: { jobId: '1' } }]);
  });

  it('carries events without Electron’s own object, until it is told to stop', () => {
    const heard: unknown[][] = [];
    const stopListening = createBridge(ipc.renderer).on((...values) => heard.push(values));
    for (const listener of listeners) listener(event);
    stopListening();
    for (const listener of listeners) listener(event);
    expect(heard).toEqual([[event]]);
  });

  it('answers with an error when nobody serves it', async () => {
    stop();
    expect(listeners.size).toBe(0);
    const reply = await createBridge(ipc.renderer).call('app.state', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'BACKEND_FAILED', retryable: true } });
  });
});

describe('who is served', () => {
  it.each([
    ['another page', () => ({ sender: {}, senderFrame: ipc.page.mainFrame })],
    ['a frame inside the page', () => ({ sender: ipc.page, senderFrame: { frame: 'inner' } })],
    ['a frame that is gone', () => ({ sender: ipc.page, senderFrame: null })],
    ['nobody known', () => ({ sender: undefined, senderFrame: undefined })],
  ])('not %s', async (_who, sender) => {
    const reply = await ipc.callAs(sender(), 'app.state', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    expect(calls).toEqual([]);
  });

  it('not a call without a method', async () => {
    const window = { sender: ipc.page, senderFrame: ipc.page.mainFrame };
    for (const method of [undefined, 1, {}, ['app.state']]) {
      expect(await ipc.callAs(window, method, {})).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
    }
    expect(calls).toEqual([]);
  });

  it('no window that is gone', () => {
    ipc.destroy();
    expect(() => {
      for (const listener of listeners) listener(event);
    }).not.toThrow();
  });
});
