import { expect, it } from 'vitest';
import { windowOptions } from './window-options.ts';

it('separates page and machine', () => {
  // Whole, not in part: an option more, like enableBlinkFeatures, is to be seen here.
  expect(windowOptions('/preload.cjs', { area: { width: 1440, height: 900 } }).webPreferences).toEqual({
    preload: '/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  });
});
