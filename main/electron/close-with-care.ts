import { app, type BrowserWindow, dialog } from 'electron';
import type { HostedBackend } from './hosted-backend.ts';
import { closingQuestion } from './job-signs.ts';

/** Asks before a running job is stopped, and ends the program only when the books are closed. */
export function closeWithCare(
  window: BrowserWindow,
  backend: HostedBackend,
  fail: (problem: unknown) => void,
): void {
  let isAgreed = false;
  let isAsking = false;
  let isClosed = false;

  window.on('close', (event) => {
    const question = isAgreed ? null : closingQuestion(backend.jobs());
    if (!question) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    const buttons = ['Keep Tieout open', 'Stop and close'];
    dialog
      .showMessageBox(window, { type: 'question', ...question, buttons, defaultId: 0, cancelId: 0 })
      .then(({ response }) => {
        isAsking = false;
        isAgreed = response === 1;
        if (isAgreed) window.close();
      }, fail);
  });

  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    backend.close().then(() => {
      isClosed = true;
      app.quit();
    }, fail);
  });
}
