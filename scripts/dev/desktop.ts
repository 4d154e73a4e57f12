import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface DevDesktopOptions {
  /** Builds main process, preload script and backend anew. */
  readonly build: () => Promise<unknown>;
  readonly spawn: () => ChildProcess;
  readonly say: (line: string) => void;
  /** The window was closed by a person. */
  readonly ended: () => void;
}

/** Electron with the screens under work; it is built and started again when anything behind the screens changes. */
export interface DevDesktop {
  start(): Promise<void>;
  changed(): void;
  close(): Promise<void>;
}

/** An editor writes several files at once. */
const settleMs = 200;

export function createDevDesktop({ build, spawn, say, ended }: DevDesktopOptions): DevDesktop {
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
      await build();
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
        say('Changed: the program is built and started again.');
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
