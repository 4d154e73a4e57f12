import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll } from '@electron/asar';
import { build } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswers } from '../../main/electron/answers.ts';
import type { FromBackend } from '../../main/electron/backend-messages.ts';
import { createMemorySecrets } from '../../main/secrets/memory-secrets.ts';
import { buildRenderer, rendererIsStale } from '../../main/web/build-renderer.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { buildElectron, electronIsStale } from '../build-electron.ts';
import { programFolders, readBuilderConfig, readWantedFuses, toBuilderOptions } from './builder-config.ts';
import { describePackage } from './describe-package.ts';
import { judgePackage } from './judge-package.ts';
import { planBuild } from './plan-build.ts';
import { type PackageFacts, readPackage } from './read-package.ts';
import { writeStandInProgram } from './testing/stand-in-program.ts';

const root = join(import.meta.dirname, '..', '..');
const electron = packageJson.devDependencies.electron;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-package-'));
  if (rendererIsStale(root)) await buildRenderer(root);
  if (electronIsStale(root)) await buildElectron(root);
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the configuration, held against electron-builder’s own schema', () => {
  it.each(['linux', 'win32', 'darwin'] as const)(
    'is valid with what an empty environment adds on %s',
    async (platform) => {
      const { config } = planBuild(platform, {});
      const read = await readBuilderConfig(root, config);
      expect(read.publish).toBeNull();
    },
  );

  it('is valid with everything that an environment can add', async () => {
    const { config } = planBuild('darwin', {
      CSC_LINK: 'x',
      APPLE_KEYCHAIN_PROFILE: 'x',
      TIEOUT_MUST_SIGN: '1',
      TIEOUT_UPDATE_FEED: 'https://updates.example/tieout',
      TIEOUT_HOMEPAGE: 'https://tieout.example',
    });
    const read = await readBuilderConfig(root, config);
    expect(read.publish).toEqual({ provider: 'generic', url: 'https://updates.example/tieout' });
    expect(read.mac?.notarize).toBe(true);
  });

  it('and the schema bites', async () => {
    const wrong = { ...planBuild('linux', {}).config, electronFuzes: {} };
    await expect(readBuilderConfig(root, wrong)).rejects.toThrow('electronFuzes');
  });

  it('has a target for each way in which people install', async () => {
    const { win, mac, linux } = await readBuilderConfig(root);
    const named = (targets: unknown): unknown =>
      Array.isArray(targets) ? targets.map((one) => one.target) : targets;
    expect(named(win?.target)).toEqual(['nsis', 'portable']);
    expect(named(mac?.target)).toEqual(['dmg', 'zip']);
    expect(named(linux?.target)).toEqual(['AppImage', 'deb']);
  });

  it('names only files that are there once the program is built', async () => {
    const { win, mac, linux } = await readBuilderConfig(root);
    for (const path of [win?.icon, mac?.icon, mac?.entitlements, mac?.entitlementsInherit, linux?.icon]) {
      expect(existsSync(join(root, String(path))), String(path)).toBe(true);
    }
  });
});

describe('electron-builder --dir', () => {
  it.each([
    ['linux', `electron-v${electron}-linux-x64.zip`],
    ['win32', `electron-v${electron}-win32-x64.zip`],
  ] as const)(
    'gets as far on %s as asking for Electron’s program',
    async (platform, file) => {
      const asked: string[] = [];
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.writeHead(404).end();
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const address = server.address();
      if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
      const options = toBuilderOptions(root, {
        platform,
        onlyFolder: true,
        config: {
          ...planBuild(platform, {}).config,
          directories: { output: join(folder, platform) },
          electronDownload: { mirror: `http://127.0.0.1:${address.port}/`, cache: join(folder, 'cache') },
        },
      });
      await expect(build(options)).rejects.toThrow();
      server.close();
      expect(asked.join(' ')).toContain(file);
    },
    180_000,
  );
});

describe('a package built on a stand-in of Electron’s program', () => {
  let facts: PackageFacts;
  let place = '';

  beforeAll(async () => {
    const release = join(folder, 'release');
    await build(
      toBuilderOptions(root, {
        platform: 'linux',
        onlyFolder: true,
        config: {
          ...planBuild('linux', {}).config,
          directories: { output: release },
          electronDist: await writeStandInProgram(join(folder, 'electron')),
        },
      }),
    );
    const [found = ''] = programFolders(release, 'linux', readdirSync(release));
    place = found;
    facts = await readPackage(found);
  }, 180_000);

  it('is as it should be', async () => {
    const wrong = judgePackage(facts, await readWantedFuses(root));
    expect(wrong).toEqual([]);
    expect(describePackage(facts, wrong)).toContain('off  RunAsNode');
    expect(readdirSync(join(place, 'locales'))).toEqual(['en-GB.pak', 'en-US.pak']);
    // Without an address nobody is asked for updates.
    expect(existsSync(join(place, 'resources', 'app-update.yml'))).toBe(false);
  });

  it('holds the built files byte for byte, and its backend opens the sample company', async () => {
    const built = readdirSync(join(root, 'dist', 'electron')).map((name) => `dist/electron/${name}`);
    expect(facts.files.map(({ path }) => path)).toEqual(expect.arrayContaining(built));
    const out = join(folder, 'out');
    extractAll(join(place, 'resources', 'app.asar'), out);
    for (const file of facts.files.filter(({ path }) => path.startsWith('dist/'))) {
      expect(await readFile(join(out, file.path)), file.path).toEqual(await readFile(join(root, file.path)));
    }
    const backend = startBackendOf(out);
    const answer = await backend.ask('sample.open', {});
    backend.close();
    const [code] = await once(backend.child, 'exit');
    expect(answer).toMatchObject({ kind: 'reply', reply: { ok: true } });
    expect(code).toBe(0);
  }, 60_000);
});

/** The unpacked backend alone, on Node: the stand-in for Electron gives it the port that a utility process has. */
function startBackendOf(out: string) {
  const port = join(root, 'e2e', 'desktop', 'stand-in', 'parent-port.ts');
  const child: ChildProcess = fork(join(out, 'dist', 'electron', 'backend.js'), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', port],
  });
  const answer = createAnswers({ secrets: createMemorySecrets(), openInBrowser: async () => false });
  child.on('message', async (message: FromBackend) => {
    if (message.kind !== 'ask') return;
    child.send({ kind: 'answer', id: message.id, answer: await answer(message.ask) });
  });
  const heard = (kind: FromBackend['kind']): Promise<FromBackend> =>
    new Promise((resolve, reject) => {
      child.on('message', (message: FromBackend) => {
        if (message.kind === kind) resolve(message);
        if (message.kind === 'refused') reject(new Error(message.message));
      });
      child.once('exit', (code) => reject(new Error(`It ended with code ${code}.`)));
    });
  return {
    child,
    async ask(method: string, input: unknown): Promise<FromBackend> {
      const started = heard('started');
      child.send({ kind: 'start', booksFile: join(folder, 'books.tieout'), secretsStore: 'none' });
      await started;
      const reply = heard('reply');
      child.send({ kind: 'call', id: 1, method, input });
      return reply;
    },
    close: () => child.send({ kind: 'close' }),
  };
}
