import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface RestartedOptions {
  /** What has to be made anew before the program can be started; a failure leaves running what runs. */
  readonly build?: () => Promise<unknown>;
  readonly spawn: () => ChildProcess;
  readonly say: (line: string) => void;
  /** The program ended by itself: its window was closed, or it cannot run as it is written now. */
  readonly ended: () => void;
}

/** A program that is started again when what it is made of changes: Electron, or the web host. */
export interface Restarted {
  start(): Promise<void>;
  changed(): void;
  close(): Promise<void>;
}

/** An editor writes several files at once. */
const settleMs = 200;

export function createRestarted({ build, spawn, say, ended }: RestartedOptions): Restarted {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> = Promise.resolve();

  const stop = async (): Promise<void> => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exit = once(running, 'exit');
    running.kill('SIGTERM');
    await exit;
  };
  const start = async (): Promise<void> => {
    try {
      await build?.();
    } catch (problem) {
      // What runs goes on running until the next change builds.
      say(problem instanceof Error ? problem.message : String(problem));
      return;
    }
    await stop();
    const begun = spawn();
    child = begun;
    begun.once('exit', () => {
      if (child === begun) ended();
    });
  };
  return {
    start() {
      working = working.then(start);
      return working;
    },
    changed() {
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => {
        say('Changed: what is behind the screens is started again.');
        working = working.then(start);
      }, settleMs);
    },
    async close() {
      if (timer) clearTimeout(timer);
      await working;
      await stop();
    },
  };
}
