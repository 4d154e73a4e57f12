import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createLaunchCodes, type LaunchCodes } from './launch-codes.ts';

/**
 * The address of the web host. It is there before the program behind it: a browser takes longer to start than the program
 * does to load, so both begin at once. Requests that come before then wait.
 */
export interface Door {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  readonly codes: LaunchCodes;
  /**
   * A new address that opens one window, with a code in its fragment, which browsers never send anywhere. `forMs`: how
   * long it is good, milliseconds; without it until it is used. The token itself is in no address.
   */
  newUrl(forMs?: number): string;
  /** Answers what waits, and all that comes. */
  lead(answer: RequestListener): void;
  /** Takes nothing new and ends what is open. */
  close(): Promise<void>;
}

/** Opens it on 127.0.0.1 only; port 0 takes any free one. Rejects when the port is taken (`EADDRINUSE`). */
export async function openDoor(port: number): Promise<Door> {
  const codes = createLaunchCodes(Date.now);
  const led = Promise.withResolvers<RequestListener>();
  const server = createServer((request, response) => {
    void led.promise.then((answer) => answer(request, response));
  });
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('A port has a number');
  const address = `http://127.0.0.1:${bound.port}`;
  return {
    port: bound.port,
    address,
    codes,
    newUrl: (forMs) => `${address}/#code=${codes.issue(forMs)}`,
    lead: led.resolve,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
