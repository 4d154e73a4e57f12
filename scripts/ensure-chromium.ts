import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface BrowserPlaces {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (file: string) => boolean;
}

const here: BrowserPlaces = { platform: process.platform, env: process.env, exists: existsSync };

/** The program of a Chromium or Chrome on this machine; null when none is where they usually are. */
export function findChromium({ platform, env, exists }: BrowserPlaces = here): string | null {
  // A wrong wish is an error to be seen, not a reason to take another browser.
  const wanted = env.TIEOUT_CHROMIUM;
  if (wanted) return exists(wanted) ? wanted : null;
  return usualPlaces(platform, env).find(exists) ?? null;
}

function usualPlaces(platform: NodeJS.Platform, env: BrowserPlaces['env']): readonly string[] {
  switch (platform) {
    case 'win32':
      return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ];
    default:
      return [
        '/usr/bin/chromium',
        '/usr/bin/chromium-browser',
        '/usr/bin/google-chrome',
        '/usr/bin/google-chrome-stable',
        '/opt/google/chrome/chrome',
        '/snap/bin/chromium',
      ];
  }
}

/** Finds Chromium, installing Debian's where that is possible without asking. The error is what a person can do. */
export function ensureChromium(): string {
  const found = findChromium() ?? (mayInstall() ? install() : null);
  if (found) return found;
  throw new Error(
    process.env.TIEOUT_CHROMIUM
      ? `TIEOUT_CHROMIUM names ${process.env.TIEOUT_CHROMIUM}, which does not exist.`
      : 'The journeys need a browser: install Chromium or Google Chrome, or name its program in TIEOUT_CHROMIUM.',
  );
}

function mayInstall(): boolean {
  const asRoot = process.getuid?.() === 0;
  return asRoot && !process.env.TIEOUT_CHROMIUM && existsSync('/etc/debian_version');
}

function install(): string | null {
  console.log('No Chromium found; installing the one of this system …');
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    // The messages of apt would drown the rest; they are shown when it fails.
    const run = spawnSync('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    if (run.status !== 0) {
      console.error(`apt-get ${args.join(' ')} failed.\n${run.stdout ?? ''}${run.stderr ?? ''}`);
      return null;
    }
  }
  return findChromium();
}

if (import.meta.main) {
  try {
    console.log(`Chromium: ${ensureChromium()}`);
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : problem);
    process.exitCode = 1;
  }
}
