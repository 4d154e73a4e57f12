import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type AsideTask, doTask } from './aside-tasks.ts';

/** A thread that lives for one task on the file of the books, which it only reads. */
if (!isMainThread) {
  // Only db/aside.ts starts this file, with a task as its data.
  parentPort?.postMessage(doTask(workerData as AsideTask));
}
