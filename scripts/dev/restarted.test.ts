import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { createRestarted, type Restarted } from './restarted.ts';

let program: Restarted;
afterEach(() => program.close());

/** Programs that run until they are told to stop, and a build that fails when it is told to. */
function create() {
  const begun: ChildProcess[] = [];
  const world = { begun, said: [] as string[], ended: vi.fn(), problem: null as Error | null };
  program = createRestarted({
    build: async () => {
      if (world.problem) throw world.problem;
    },
    spawn: () => {
      const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
      begun.push(child);
      return child;
    },
    say: (line) => world.said.push(line),
    ended: world.ended,
  });
  return world;
}

it('starts the program again when something behind the screens changes, once for many files', async () => {
  const world = create();
  await program.start();
  const first = world.begun[0];
  if (!first) throw new Error('Nothing was started.');
  const gone = once(first, 'exit');
  for (let file = 0; file < 5; file += 1) program.changed();
  await gone;
  await expect.poll(() => world.begun.length).toBe(2);
  expect(world.ended).not.toHaveBeenCalled();
});

it('goes on with what runs when a change does not build', async () => {
  const world = create();
  await program.start();
  world.problem = new Error('Unexpected token');
  program.changed();
  await expect.poll(() => world.said).toContain('Unexpected token');
  expect(world.begun).toHaveLength(1);
  expect(world.begun[0]?.exitCode).toBeNull();
});

it('ends with the window', async () => {
  const world = create();
  await program.start();
  world.begun[0]?.kill();
  await expect.poll(() => world.ended.mock.calls.length).toBe(1);
});
