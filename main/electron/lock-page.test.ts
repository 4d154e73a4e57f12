import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { limitPermissions, lockPage } from './lock-page.ts';
import { START_URL } from './navigation.ts';

/** A page that tells of its steps, and what it was told about new windows. */
function aPage(underWork: string | null = null) {
  const setWindowOpenHandler = vi.fn();
  const told = Object.assign(new EventEmitter(), { setWindowOpenHandler });
  lockPage(told, underWork);
  return {
    setWindowOpenHandler,
    isStopped(event: string, url: string): boolean {
      const preventDefault = vi.fn();
      told.emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    },
  };
}

it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s leads nowhere else', (event) => {
  const page = aPage();
  expect(page.isStopped(event, 'https://evil.example/')).toBe(true);
  expect(page.isStopped(event, START_URL)).toBe(false);
  expect(aPage('http://127.0.0.1:5173/').isStopped(event, 'http://127.0.0.1:5173/')).toBe(false);
});

it('no webview is ever attached, not even one with the page of Tieout', () => {
  expect(aPage().isStopped('will-attach-webview', START_URL)).toBe(true);
});

it('no window is opened', () => {
  const { setWindowOpenHandler } = aPage();
  const decide = setWindowOpenHandler.mock.calls[0]?.[0];
  expect(decide({ url: START_URL })).toEqual({ action: 'deny' });
});

it('asks, checks and devices are all denied but writing to the clipboard', () => {
  const [asks, checks, devices] = [vi.fn(), vi.fn(), vi.fn()];
  limitPermissions({
    setPermissionRequestHandler: asks,
    setPermissionCheckHandler: checks,
    setDevicePermissionHandler: devices,
  });
  const answer = vi.fn();
  asks.mock.calls[0]?.[0](null, 'media', answer);
  asks.mock.calls[0]?.[0](null, 'clipboard-sanitized-write', answer);
  expect(answer.mock.calls).toEqual([[false], [true]]);
  expect(checks.mock.calls[0]?.[0](null, 'geolocation')).toBe(false);
  expect(devices.mock.calls[0]?.[0]({ deviceType: 'usb' })).toBe(false);
});
