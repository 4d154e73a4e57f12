import type { Dispatch } from '../../app/contract/dispatch.ts';
import type { Reply } from '../../app/contract/errors.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { CHANNEL } from './channel.ts';

/** Who sent a call: a page (`sender`) and the frame within it, null when the frame is gone already. */
export interface IpcSender {
  readonly sender: unknown;
  readonly senderFrame: unknown;
}

/** What is used of Electron's `ipcMain`. */
export interface IpcMain {
  handle(
    channel: string,
    listener: (event: IpcSender, method: unknown, input: unknown) => Promise<Reply<unknown>>,
  ): void;
  removeHandler(channel: string): void;
}

/** What is used of the window's `webContents`. */
export interface IpcPage {
  readonly mainFrame: unknown;
  isDestroyed(): boolean;
  send(channel: string, message: TieoutEvent): void;
}

export interface IpcOptions {
  readonly ipc: IpcMain;
  readonly page: IpcPage;
  readonly dispatch: Dispatch;
}

/** Serves one window. Returns the function that stops. */
export function serveIpc({ ipc, page, dispatch }: IpcOptions): () => void {
  ipc.handle(CHANNEL, async (event, method, input) => {
    if (!isTrustedSender(event, page)) return refuse('Tieout answers only its own window.');
    if (typeof method !== 'string') return refuse('The request names no method.');
    return dispatch(method, input);
  });
  return () => ipc.removeHandler(CHANNEL);
}

/** Carries events to the window. Returns the function that stops. */
export function sendEvents(
  page: IpcPage,
  listen: (listener: (event: TieoutEvent) => void) => () => void,
): () => void {
  return listen((event) => {
    if (!page.isDestroyed()) page.send(CHANNEL, event);
  });
}

/** Identity, not address: only the top frame of the one window, never a frame inside it or another page. */
function isTrustedSender({ sender, senderFrame }: IpcSender, page: IpcPage): boolean {
  if (sender !== page || page.isDestroyed()) return false;
  return senderFrame !== null && senderFrame !== undefined && senderFrame === page.mainFrame;
}

function refuse(message: string): Reply<never> {
  return { ok: false, error: { code: 'BAD_INPUT', message, retryable: false } };
}
