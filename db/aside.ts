import { statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type AsideAnswer, type AsideTask, doTask } from './aside-tasks.ts';

/**
 * Smaller books are read faster than a thread starts (about 40 ms). Books of 100,000 orders (380 MB) take half a second
 * to check and some seconds to copy; nobody should wait for that with a screen that does not move.
 */
const worthAThreadBytes = 16_000_000;

/** Does a task in a thread of its own when the books are large. Rejects with the error of the task, its code kept. */
export async function doAside(task: AsideTask, fromBytes = worthAThreadBytes): Promise<string> {
  const answer = sizeOf(task.file) < fromBytes ? doTask(task) : await inThread(task);
  if (answer.ok) return answer.text;
  throw Object.assign(new Error(answer.message), { code: answer.code });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function inThread(task: AsideTask): Promise<AsideAnswer> {
  return new Promise((resolve) => {
    // The neighbour of this file, in the sources as in what is built of them.
    const program = join(import.meta.dirname, `aside-worker${extname(import.meta.filename)}`);
    const worker = new Worker(program, { workerData: task });
    let isAnswered = false;
    const answer = (found: () => AsideAnswer) => {
      if (isAnswered) return;
      isAnswered = true;
      resolve(found());
    };
    // A thread that cannot be had is no reason to leave the task undone. One that has answered ends as well.
    const instead = () => answer(() => doTask(task));
    worker
      .once('message', (found: AsideAnswer) => answer(() => found))
      .once('error', instead)
      .once('exit', instead);
  });
}
