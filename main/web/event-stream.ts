import { Readable } from 'node:stream';
import type { TieoutEvent } from '../../app/contract/jobs.ts';

export type Listen = (listener: (event: TieoutEvent) => void) => () => void;

const KEEP_ALIVE_MS = 15_000;
/** A window that reads nothing for so long (bytes) is dropped; it reconnects and asks for everything again. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** The backend's events as `text/event-stream`. The stream stops listening when it is closed from either side. */
export function openEventStream(listen: Listen): Readable {
  const stream = new Readable({ read() {} });
  const send = (text: string): void => {
    if (stream.readableLength > MAX_WAITING_BYTES) stream.destroy();
    else stream.push(text);
  };
  const stop = listen((event) => send(`data: ${JSON.stringify(event)}\n\n`));
  const timer = setInterval(() => send(': still here\n\n'), KEEP_ALIVE_MS);
  stream.on('close', () => {
    clearInterval(timer);
    stop();
  });
  // Something has to be sent at once: the headers go out with the first bytes.
  send(': connected\n\n');
  return stream;
}
