import type { IpcMain, IpcMainInvokeEvent } from 'electron';

type Handler = Parameters<IpcMain['handle']>[1];

/** Who calls, as far as a handler may ask here. */
export interface Caller {
  readonly sender: unknown;
  readonly senderFrame: unknown;
}

const handlers = new Map<string, Handler>();

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
};

/** A call out of a page; values are cloned on their way, as they are there. */
export async function callHandler(
  caller: Caller,
  channel: string,
  args: readonly unknown[],
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (!handler) throw new Error(`No handler registered for '${channel}'`);
  // Electron's event has more; a handler that asks for it finds nothing and fails its test.
  const event = caller as unknown as IpcMainInvokeEvent;
  return structuredClone(await handler(event, ...args));
}
