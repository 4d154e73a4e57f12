import type { Reply } from '../../app/contract/errors.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import type { Answer, Ask, BackendStart, FromBackend, LastGood, ToBackend } from './backend-messages.ts';

/** What is used of Electron's `UtilityProcess`. */
export interface BackendProcess {
  on(event: 'message', listener: (message: FromBackend) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  postMessage(message: ToBackend): void;
  kill(): boolean;
}

export interface Refusal {
  readonly message: string;
  readonly lastGood: LastGood | null;
}

/** One process of the backend, from its start to its end. */
export interface BackendLife {
  /** True once the books are open, false when it ended before that. */
  readonly ready: Promise<boolean>;
  readonly ended: Promise<{ readonly message: string; readonly isRefusal: boolean }>;
  /** Why the books were not opened, once that is known; null for any other life. */
  refusal(): Refusal | null;
  /** Instant of its end; null while it lives. */
  endedAt(): number | null;
  /** Waits for the books to be open. Never rejects: what is under way when the process ends is refused. */
  call(method: string, input: unknown): Promise<Reply<unknown>>;
  /** Ends it in good order; resolves when the process is gone. */
  close(): Promise<void>;
  kill(): void;
}

export interface LifeOptions {
  readonly process: BackendProcess;
  readonly start: BackendStart;
  readonly answer: (ask: Ask) => Promise<Answer>;
  readonly heard: (event: TieoutEvent) => void;
  readonly log: (line: string) => void;
  /** A line that the backend has written into the log itself. */
  readonly echo: (line: string) => void;
  readonly now: () => number;
}

const gone =
  'The part of Tieout that keeps the books ended and is started again. What was on its way is looked up first, ' +
  'so nothing is sent twice. Try once more.';

export function startLife({ process, start, answer, heard, log, echo, now }: LifeOptions): BackendLife {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  const ready = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<{ message: string; isRefusal: boolean }>();
  let nextCall = 1;
  let refusal: Refusal | null = null;
  let endedAt: number | null = null;

  const reply = async (id: number, ask: Ask): Promise<void> => {
    try {
      process.postMessage({ kind: 'answer', id, answer: await answer(ask) });
    } catch (problem) {
      log(`${ask.what} failed: ${problem instanceof Error ? problem.message : String(problem)}`);
      process.postMessage({ kind: 'answer', id });
    }
  };

  process.on('message', (message) => {
    switch (message.kind) {
      case 'started':
        ready.resolve(true);
        break;
      case 'refused':
        refusal = { message: message.message, lastGood: message.lastGood };
        process.kill();
        break;
      case 'reply':
        waiting.get(message.id)?.(message.reply);
        waiting.delete(message.id);
        break;
      case 'event':
        heard(message.event);
        break;
      case 'ask':
        void reply(message.id, message.ask);
        break;
      case 'log':
        echo(message.line);
    }
  });
  process.on('exit', (code) => {
    endedAt = now();
    ready.resolve(false);
    for (const answerCall of waiting.values()) answerCall(refuse(gone, true));
    waiting.clear();
    const message = refusal?.message ?? `The process of the backend ended with code ${code}.`;
    ended.resolve({ message, isRefusal: refusal !== null });
  });
  process.postMessage({ kind: 'start', ...start });

  return {
    ready: ready.promise,
    ended: ended.promise,
    endedAt: () => endedAt,
    refusal: () => refusal,
    async call(method, input) {
      await ready.promise;
      if (endedAt !== null) return refusal === null ? refuse(gone, true) : refuseBooks(refusal);
      return new Promise((resolve) => {
        waiting.set(nextCall, resolve);
        process.postMessage({ kind: 'call', id: nextCall, method, input });
        nextCall += 1;
      });
    },
    async close() {
      if (endedAt === null) process.postMessage({ kind: 'close' });
      await ended.promise;
    },
    kill() {
      if (endedAt === null) process.kill();
    },
  };
}

/** The screens offer the copy that comes with it. */
export function refuseBooks({ message, lastGood }: Refusal): Reply<never> {
  const details = lastGood === null ? {} : { details: { lastGood } };
  return { ok: false, error: { code: 'BACKEND_FAILED', message, retryable: false, ...details } };
}

function refuse(message: string, retryable: boolean): Reply<never> {
  return { ok: false, error: { code: 'BACKEND_FAILED', message, retryable } };
}
