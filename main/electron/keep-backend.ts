import type { Dispatch } from '../../app/contract/dispatch.ts';
import type { Reply } from '../../app/contract/errors.ts';
import type { JobView } from '../../app/contract/fields.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';
import { type BackendLife, type BackendProcess, refuseBooks, startLife } from './backend-life.ts';
import type { Answer, Ask, BackendStart } from './backend-messages.ts';
import { createEventLine, type EventLine } from './event-line.ts';
import { restartDelay } from './restart-policy.ts';
import { type Call, createRunningJobs, type LostJob } from './resumable.ts';

/** The backend as the window needs it: it always answers, also while its process is dead. */
export interface KeptBackend {
  readonly dispatch: Dispatch;
  readonly listen: (listener: (event: TieoutEvent) => void) => () => void;
  /** For what the host itself tells the screens: a command of the menu, a file from the desktop. */
  readonly tell: EventLine['emit'];
  readonly jobs: () => readonly JobView[];
  close(): Promise<void>;
}

export interface KeepOptions {
  readonly fork: () => BackendProcess;
  readonly start: BackendStart;
  readonly answer: (ask: Ask) => Promise<Answer>;
  readonly log: (line: string) => void;
  readonly echo: (line: string) => void;
  readonly now: () => number;
  readonly later: (milliseconds: number, run: () => void) => void;
}

/** A person who presses “Try again” is served; the many questions of one screen count as one try. */
const triesApartMs = 1_000;
/** A document on its way to the ledger is waited for at the end, but not for ever: the outbox asks for it later. */
const closeWithinMs = 15_000;

/**
 * Runs the backend in a process of its own and starts it again when it dies. Jobs that ran in it are told as interrupted
 * and started again once, except those that need a person. When it keeps dying, or the books do not open, every call is
 * refused with the reason, and the next call after a while tries again.
 */
export function keepBackend(options: KeepOptions): KeptBackend {
  const { now, later, log } = options;
  const line = createEventLine();
  const jobs = createRunningJobs();
  const deaths: number[] = [];
  let closing = false;
  /** Set while it is being started again: calls wait for it. */
  let restarting: Promise<void> | null = null;
  let life = begin();

  function begin(restore?: string): BackendLife {
    const born = startLife({
      process: options.fork(),
      start: restore === undefined ? options.start : { ...options.start, restore },
      answer: options.answer,
      log,
      echo: options.echo,
      now,
      heard(event) {
        jobs.heard(event);
        line.emit(event);
      },
    });
    void born.ended.then(({ message, isRefusal }) => {
      if (closing || isRefusal) return;
      log(message);
      died();
    });
    return born;
  }

  function died(): void {
    deaths.push(now());
    const delay = restartDelay(deaths);
    const lost = jobs.lost();
    for (const { view, again } of lost) {
      line.emit(interrupted(view, again !== null && delay !== null, now()));
    }
    if (delay === null) log('The backend keeps ending. It is started again when somebody asks for it.');
    else restart(delay, lost);
  }

  function restart(delay: number, lost: readonly LostJob[]): void {
    const due = Promise.withResolvers<void>();
    restarting = due.promise;
    later(delay, () => {
      restarting = null;
      if (!closing) {
        life = begin();
        // Whoever listened has missed something: the gap makes the screens read everything again.
        line.skip();
        void resume(lost);
      }
      due.resolve();
    });
  }

  async function resume(lost: readonly LostJob[]): Promise<void> {
    if (!(await life.ready)) return;
    line.emit({ event: 'books.changed', topics: [] });
    for (const { again } of lost) if (again) await call(again, true);
  }

  async function call(what: Call, isSecondTry: boolean): Promise<Reply<unknown>> {
    const reply = await life.call(what.method, what.input);
    jobs.answered(what, reply, isSecondTry);
    return reply;
  }

  /** Books that did not open are replaced by a copy, because a person asked; open ones never are. */
  async function restoreFrom(name: string): Promise<Reply<unknown>> {
    life = begin(name);
    line.skip();
    await life.ready;
    const refused = life.refusal();
    if (refused !== null) return refuseBooks(refused);
    line.emit({ event: 'books.changed', topics: [] });
    return { ok: true, value: {} };
  }

  return {
    async dispatch(method, input) {
      if (method === 'books.restore') {
        // They may just be tried once more: whether they open is known when that has come to its end.
        await restarting;
        await life.ready;
      }
      const name = method === 'books.restore' && life.refusal() !== null ? nameOf(input) : null;
      if (name !== null && !closing) return restoreFrom(name);
      const endedAt = life.endedAt();
      if (endedAt !== null && !restarting && !closing && now() - endedAt > triesApartMs) restart(0, []);
      await restarting;
      return call({ method, input }, false);
    },
    listen: line.listen,
    tell: line.emit,
    jobs: jobs.views,
    async close() {
      closing = true;
      later(closeWithinMs, () => life.kill());
      await life.close();
    },
  };
}

function nameOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('name' in input)) return null;
  return typeof input.name === 'string' ? input.name : null;
}

/** The last that is heard of a job whose process died. `resumed` says that it is started again by itself. */
function interrupted(view: JobView, resumed: boolean, at: number) {
  return {
    event: 'jobs.finished',
    job: { ...view, state: 'interrupted', result: { resumed }, finishedAt: at },
  } as const;
}
