import { app, type BrowserWindow, dialog } from 'electron';
import { restartDelay } from './restart-policy.ts';

/**
 * Loads the screens again when their process dies: the jobs go on in the backend, and what was chosen is kept. When they
 * keep dying a person is asked; nothing else is left to draw a screen with than a dialog of the system.
 */
export function restartScreens(window: BrowserWindow, log: (line: string) => void): void {
  const deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log(`The process of the screens ended: ${reason}, code ${exitCode}.`);
    deaths.push(Date.now());
    const delay = restartDelay(deaths);
    if (delay === null) void ask(window);
    else setTimeout(() => again(window), delay);
  });
  window.on('unresponsive', () => log('The window does not answer.'));
  window.on('responsive', () => log('The window answers again.'));
}

function again(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload();
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The screens of Tieout keep stopping',
    detail:
      'The books are not touched by this: everything that was posted is kept, and what is under way goes on. ' +
      'Start the screens again from that state, or close Tieout.',
    buttons: ['Start again', 'Close Tieout'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 0) again(window);
  else app.quit();
}
