import type { CDPSession } from '@playwright/test';
import type { Session, WebContents } from 'electron';

type Decide = Parameters<Session['setPermissionRequestHandler']>[0];
type Check = Parameters<Session['setPermissionCheckHandler']>[0];
type Devices = Parameters<Session['setDevicePermissionHandler']>[0];

/** Electron's names of what a page may ask for, and Chromium's. */
const permissions = [
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['clipboard-read', 'clipboard-read'],
  ['geolocation', 'geolocation'],
  ['midi', 'midi'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['window-management', 'window-management'],
] as const;

let decide: Decide = null;
let check: Check = null;

export const session = {
  defaultSession: {
    setPermissionRequestHandler(handler: Decide): void {
      decide = handler;
    },
    setPermissionCheckHandler(handler: Check): void {
      check = handler;
    },
    /** A headless Chromium has no device to ask for. */
    setDevicePermissionHandler(_handler: Devices): void {},
  },
};

/** Has Chromium grant what both handlers grant, and deny the rest. */
export async function applyPermissions(contents: unknown, line: CDPSession, origin: string): Promise<void> {
  // A handler that looks closer at the page than the stand-in's page goes fails its test.
  const page = contents as WebContents;
  for (const [name, itsName] of permissions) {
    let isGranted = decide === null;
    const details = { isMainFrame: true, requestingUrl: origin };
    const answer = (granted: boolean): void => {
      isGranted = granted;
    };
    decide?.(page, name, answer, details);
    isGranted &&= check?.(page, name, origin, details) ?? true;
    await line.send('Browser.setPermission', {
      permission: { name: itsName },
      setting: isGranted ? 'granted' : 'denied',
      origin,
    });
  }
}
