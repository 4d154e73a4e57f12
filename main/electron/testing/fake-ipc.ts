import type { Reply } from '../../../app/contract/errors.ts';
import type { TieoutEvent } from '../../../app/contract/jobs.ts';
import type { IpcRenderer } from '../bridge.ts';
import type { IpcMain, IpcPage, IpcSender } from '../ipc.ts';

type CallListener = (event: IpcSender, method: unknown, input: unknown) => Promise<Reply<unknown>>;
type EventListener = (event: unknown, message: TieoutEvent) => void;

export interface FakeIpc {
  readonly main: IpcMain;
  readonly renderer: IpcRenderer;
  readonly page: IpcPage;
  /** A call from somebody else than the window's top frame. */
  callAs(sender: IpcSender, method: unknown, input: unknown): Promise<Reply<unknown>>;
  destroy(): void;
}

/** Both ends of Electron's IPC without Electron: values are cloned on their way, as they are there. */
export function createFakeIpc(): FakeIpc {
  const handlers = new Map<string, CallListener>();
  const listeners = new Map<string, Set<EventListener>>();
  let destroyed = false;
  const page: IpcPage = {
    mainFrame: { frame: 'top' },
    isDestroyed: () => destroyed,
    send: (channel, message) => {
      if (destroyed) throw new Error('Object has been destroyed');
      for (const listener of listeners.get(channel) ?? []) listener({ ports: [] }, structuredClone(message));
    },
  };
  const invoke = async (sender: IpcSender, channel: string, method: unknown, input: unknown) => {
    const handle = handlers.get(channel);
    if (!handle) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handle(sender, structuredClone(method), structuredClone(input)));
  };
  return {
    main: {
      handle: (channel, listener) => {
        handlers.set(channel, listener);
      },
      removeHandler: (channel) => {
        handlers.delete(channel);
      },
    },
    renderer: {
      invoke: (channel, method, input) =>
        invoke({ sender: page, senderFrame: page.mainFrame }, channel, method, input),
      on: (channel, listener) => {
        const known = listeners.get(channel) ?? new Set();
        listeners.set(channel, known.add(listener));
      },
      removeListener: (channel, listener) => listeners.get(channel)?.delete(listener),
    },
    page,
    callAs: (sender, method, input) => invoke(sender, 'api', method, input),
    destroy: () => {
      destroyed = true;
    },
  };
}
