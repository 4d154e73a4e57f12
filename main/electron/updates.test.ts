import { describe, expect, it } from 'vitest';
import { createUpdates, type UpdateOptions } from './update-flow.ts';
import { planUpdates, type UpdateFacts } from './update-plan.ts';

const installed: UpdateFacts = { isPackaged: true, hasFeed: true, platform: 'win32', env: {} };

describe('updates are on', () => {
  it.each<[string, Partial<UpdateFacts>]>([
    ['for an installed program on Windows', {}],
    ['on macOS', { platform: 'darwin' }],
    ['for an AppImage', { platform: 'linux', env: { APPIMAGE: '/opt/Tieout.AppImage' } }],
  ])('%s', (_what, facts) => expect(planUpdates({ ...installed, ...facts })).toEqual({ on: true }));
});

describe('updates are off, with the reason', () => {
  it.each<[string, Partial<UpdateFacts>, string]>([
    ['from sources', { isPackaged: false }, 'sources'],
    ['without an address', { hasFeed: false }, 'without an address'],
    ['for the portable program', { env: { PORTABLE_EXECUTABLE_FILE: 'D:\\Tieout.exe' } }, 'portable'],
    ['for a package of Linux', { platform: 'linux' }, 'as a package'],
  ])('%s', (_what, facts, why) => {
    expect(planUpdates({ ...installed, ...facts })).toMatchObject({
      on: false,
      why: expect.stringContaining(why),
    });
  });
});

/** A world in which `newest` is there, and the person says `answers` one after the other. */
function world(
  newest: string | null | Error,
  answers: readonly boolean[] = [],
  more: Partial<UpdateOptions> = {},
) {
  const done: string[] = [];
  const left = [...answers];
  const look = createUpdates({
    plan: { on: true },
    load: async () => {
      done.push('loaded');
      return {
        async check() {
          if (newest instanceof Error) throw newest;
          return newest;
        },
        download: async () => void done.push('downloaded'),
      };
    },
    words: {
      tell: async (message) => void done.push(message),
      async ask(message) {
        done.push(message);
        return left.shift() ?? false;
      },
    },
    quit: () => done.push('quit'),
    log: (line) => done.push(`log: ${line}`),
    ...more,
  });
  return { look, done };
}

describe('looking for updates', () => {
  it('reads and asks nothing where they are off, and says why to a person', async () => {
    const { look, done } = world('2.0.0', [], { plan: { on: false, why: 'Because.' } });
    await look(false);
    expect(done).toEqual([]);
    await look(true);
    expect(done).toEqual(['Updates are off']);
  });

  it('is silent by itself when there is none or the network fails, and answers a person', async () => {
    const none = world(null);
    await none.look(false);
    await none.look(true);
    expect(none.done).toEqual(['loaded', 'loaded', 'Tieout is up to date']);
    const failing = world(new Error('getaddrinfo ENOTFOUND\n<html>'));
    await failing.look(false);
    expect(failing.done).toEqual([
      'loaded',
      'log: Looking for updates failed: getaddrinfo ENOTFOUND\n<html>',
    ]);
    await failing.look(true);
    expect(failing.done.at(-1)).toBe('Updates could not be looked for');
  });

  it('downloads nothing without a yes', async () => {
    const { look, done } = world('2.0.0', [false]);
    await look(false);
    expect(done).toEqual(['loaded', 'Tieout 2.0.0 is there']);
  });

  it('lays it ready, and ends Tieout only when it may', async () => {
    const later = world('2.0.0', [true, false]);
    await later.look(false);
    expect(later.done).toEqual(['loaded', 'Tieout 2.0.0 is there', 'downloaded', 'Tieout 2.0.0 is ready']);
    const now = world('2.0.0', [true, true]);
    await now.look(true);
    expect(now.done.at(-1)).toBe('quit');
  });

  it('looks once at a time, and again after a failure', async () => {
    const { look, done } = world(new Error('no'));
    await Promise.all([look(false), look(false)]);
    expect(done.filter((one) => one === 'loaded')).toHaveLength(1);
    await look(false);
    expect(done.filter((one) => one === 'loaded')).toHaveLength(2);
  });
});
