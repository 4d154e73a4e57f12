import type { Secrets } from '../../app/ports/secrets.ts';
import type { Backend, BackendOptions, StartedBackend } from '../backend/index.ts';
import { describeTrouble, findCopy, newestCopy } from '../books-trouble.ts';
import { restoreCopy } from '../restore-copy.ts';
import type { Answer, Ask, BackendStart, FromBackend, LastGood, ToBackend } from './backend-messages.ts';

/** What is used of a utility process's `parentPort`. */
export interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: ToBackend }) => void): unknown;
  postMessage(message: FromBackend): void;
}

export interface ServeOptions {
  readonly port: ParentPort;
  readonly start: (options: BackendOptions) => Promise<StartedBackend>;
  /** Ends this process. */
  readonly exit: (code: number) => void;
}

/** The backend's side of the line: starts it when told to, carries calls in and events out, closes in good order. */
export function serveBackend({ port, start, exit }: ServeOptions): void {
  const asked = new Map<number, { resolve: (answer: Answer) => void; reject: (problem: Error) => void }>();
  let nextAsk = 1;
  let backend: Promise<Backend | null> = Promise.resolve(null);

  const askMain = (ask: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      asked.set(nextAsk, { resolve, reject });
      port.postMessage({ kind: 'ask', id: nextAsk, ask });
      nextAsk += 1;
    });

  const refuse = (message: string, lastGood: LastGood | null = null): null => {
    port.postMessage({ kind: 'refused', message, lastGood });
    return null;
  };

  const open = async ({ booksFile, secretsStore, restore }: BackendStart): Promise<Backend | null> => {
    if (restore !== undefined) {
      const copy = findCopy(booksFile, restore);
      if (copy === null) return refuse('This copy is no longer there. Nothing was changed.');
      const restored = await restoreCopy(booksFile, copy, Date.now());
      if (!restored.ok) return refuse(restored.error.message);
    }
    const started = await start({
      booksFile,
      host: 'electron',
      secrets: secretsOfMain(secretsStore, askMain),
      openInBrowser: async (url) => (await askMain({ what: 'browser.open', url })) === true,
      log: (line) => port.postMessage({ kind: 'log', line }),
    });
    if (!started.ok) {
      const copy = newestCopy(booksFile, started.error);
      if (copy === null) return refuse(describeTrouble(booksFile, started.error));
      return refuse(started.error.message, { name: copy.name, at: copy.at });
    }
    started.value.listen((event) => port.postMessage({ kind: 'event', event }));
    port.postMessage({ kind: 'started' });
    return started.value;
  };

  port.on('message', async ({ data }) => {
    switch (data.kind) {
      case 'start':
        backend = open(data);
        break;
      case 'call': {
        // Calls are sent only after `started`; one that comes too early has nobody to answer it.
        const reply = await (await backend)?.dispatch(data.method, data.input);
        if (reply) port.postMessage({ kind: 'reply', id: data.id, reply });
        break;
      }
      case 'answer': {
        const waiting = asked.get(data.id);
        asked.delete(data.id);
        if (data.answer === undefined)
          waiting?.reject(new Error('The keychain did not do what it was asked.'));
        else waiting?.resolve(data.answer);
        break;
      }
      case 'close':
        await (await backend)?.close();
        exit(0);
    }
  });
}

function secretsOfMain(storeName: string, ask: (ask: Ask) => Promise<Answer>): Secrets {
  return {
    storeName,
    async load(name) {
      const kept = await ask({ what: 'secrets.load', name });
      return typeof kept === 'string' ? kept : null;
    },
    save: async (name, value) => void (await ask({ what: 'secrets.save', name, value })),
    remove: async (name) => void (await ask({ what: 'secrets.remove', name })),
  };
}
