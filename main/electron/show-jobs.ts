import { join } from 'node:path';
import { app, type BrowserWindow, Notification, nativeImage, powerSaveBlocker } from 'electron';
import { createClient } from '../../app/contract/client.ts';
import { countAttention, describeAttention } from './attention.ts';
import type { HostedBackend } from './hosted-backend.ts';
import { mustStayAwake, newsOf, progressBar } from './job-signs.ts';

/** Changes of the books come thick and fast during a job: they are counted together. */
const settleMs = 2_000;

/** Shows outside the window what runs and what has ended: bar, badge, notification, no sleep. */
export function showJobs(window: BrowserWindow, backend: HostedBackend): void {
  const client = createClient({ call: backend.dispatch, listen: backend.listen });
  let blocker: number | null = null;
  let isCountDue = false;

  const stayAwake = (must: boolean): void => {
    if (must && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else if (!must && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const count = async (): Promise<void> => {
    isCountDue = false;
    const found = await countAttention(client);
    if (found !== null && !window.isDestroyed()) showBadge(window, found);
  };

  backend.listen((event) => {
    if (window.isDestroyed()) return;
    if (event.event === 'jobs.progressed' || event.event === 'jobs.finished') {
      window.setProgressBar(progressBar(backend.jobs()));
      stayAwake(mustStayAwake(backend.jobs()));
    }
    if (event.event === 'jobs.finished') tellNews(window, newsOf(event.job, window.isFocused()));
    if (event.event === 'jobs.finished' || event.event === 'books.changed') {
      if (!isCountDue) setTimeout(() => void count(), settleMs).unref();
      isCountDue = true;
    }
  });
  // Not while the first screen asks for its rows.
  setTimeout(() => void count(), settleMs).unref();
}

function showBadge(window: BrowserWindow, count: number): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  // Windows has a small picture on the taskbar's button in place of a number.
  const picture = count > 0 ? nativeImage.createFromPath(join(import.meta.dirname, 'attention.png')) : null;
  window.setOverlayIcon(picture, describeAttention(count));
}

function tellNews(window: BrowserWindow, news: ReturnType<typeof newsOf>): void {
  if (!news || !Notification.isSupported()) return;
  const notification = new Notification(news);
  notification.on('click', () => {
    if (window.isDestroyed()) return;
    window.show();
    window.focus();
  });
  notification.show();
}
