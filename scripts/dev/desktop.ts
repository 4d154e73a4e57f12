import type { ChildProcess } from 'node:child_process';
import { buildElectron } from '../build-electron.ts';
import { createRestarted } from './restarted.ts';
import { serveDevScreens } from './screens.ts';

export interface DevDesktopOptions {
  readonly root: string;
  readonly port: number;
  /** Starts Electron with further switches. */
  readonly spawn: (switches: readonly string[]) => ChildProcess;
  readonly say: (line: string) => void;
  /** The window was closed by a person. */
  readonly ended: () => void;
}

/** Electron with the screens under work; it is built and started again when anything behind the screens changes. */
export async function startDevDesktop(options: DevDesktopOptions): Promise<{ close(): Promise<void> }> {
  const { root, port, spawn, say, ended } = options;
  const screens = await serveDevScreens({ root, port, changed: () => desktop.changed() });
  const desktop = createRestarted({
    build: () => buildElectron(root),
    spawn: () => spawn([`--screens=${screens.address}`]),
    say,
    ended,
  });
  say(`Screens under work, in Electron: ${screens.address}`);
  await desktop.start();
  return {
    async close() {
      await desktop.close();
      await screens.close();
    },
  };
}
