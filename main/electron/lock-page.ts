import type { Session, WebContents } from 'electron';
import { mayNavigate } from './navigation.ts';
import { mayUse } from './permissions.ts';

interface Step {
  readonly url: string;
  preventDefault(): void;
}

/** What is used of Electron's `WebContents`. */
export interface LockablePage {
  on(
    event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect',
    listener: (step: Step) => void,
  ): unknown;
  on(event: 'will-attach-webview', listener: (step: Pick<Step, 'preventDefault'>) => void): unknown;
  setWindowOpenHandler: WebContents['setWindowOpenHandler'];
}

/** Keeps a page where it is: it goes nowhere, opens nothing and holds no other page. `underWork`: the screens in development. */
export function lockPage(page: LockablePage, underWork: string | null): void {
  const stay = (step: Step): void => {
    if (!mayNavigate(step.url) && step.url !== underWork) step.preventDefault();
  };
  page.on('will-navigate', stay);
  page.on('will-frame-navigate', stay);
  page.on('will-redirect', stay);
  page.on('will-attach-webview', (step) => step.preventDefault());
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
}

type Limited = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/** What the machine has is not for the page, but for what `mayUse` names; devices never. */
export function limitPermissions(session: Limited): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)));
  session.setPermissionCheckHandler((_contents, permission) => mayUse(permission));
  session.setDevicePermissionHandler(() => false);
}
