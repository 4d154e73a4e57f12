import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import * as standIn from './electron.ts';

type AnyFunction = (...args: never[]) => unknown;

/**
 * Electron's own types of the members that the stand-in has, objects within objects included. Left out are events, whose
 * listeners Node's types do not name, and members that give back the class itself (`Own`), which has more in Electron.
 */
type Part<Whole, Mine, Own extends string> = {
  [Key in keyof Mine & keyof Whole as Key extends keyof EventEmitter | 'prototype' | Own
    ? never
    : Key]: Whole[Key] extends AnyFunction
    ? Whole[Key]
    : Whole[Key] extends object
      ? Part<Whole[Key], Mine[Key], Own>
      : Whole[Key];
};

/** Compiles when Electron's types accept what the stand-in has in their place. Nothing of this runs. */
function accept<Whole, Own extends string = never>() {
  return <Mine extends Part<Whole, Mine, Own>>(_mine: Mine): void => undefined;
}

export function acceptAll(window: standIn.BrowserWindow, notification: standIn.Notification): void {
  accept<Electron.App>()(standIn.app);
  accept<typeof Electron.BrowserWindow, 'getAllWindows'>()(standIn.BrowserWindow);
  accept<Electron.BrowserWindow, 'mainFrame'>()(window);
  accept<Electron.Dialog>()(standIn.dialog);
  accept<Electron.IpcMain>()(standIn.ipcMain);
  accept<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu'>()(
    standIn.Menu,
  );
  accept<Electron.Notification>()(notification);
  accept<Electron.PowerMonitor>()(standIn.powerMonitor);
  accept<Electron.PowerSaveBlocker>()(standIn.powerSaveBlocker);
  accept<Electron.Protocol>()(standIn.protocol);
  accept<Electron.SafeStorage>()(standIn.safeStorage);
  accept<typeof Electron.session>()(standIn.session);
  accept<Electron.Screen>()(standIn.screen);
  accept<Electron.Shell>()(standIn.shell);
  accept<typeof Electron.utilityProcess, 'fork'>()(standIn.utilityProcess);
}
