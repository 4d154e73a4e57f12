import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The tools' own programs: started with this Node, they need no shell on any system. */
const tools = {
  biome: '@biomejs/biome/bin/biome',
  tsc: 'typescript/bin/tsc',
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
  playwright: '@playwright/test/cli.js',
} as const;

export interface RunOptions {
  /** The project's folder when left out. */
  readonly cwd?: string;
  /** Show what the tool says as it comes, instead of collecting it. */
  readonly show?: boolean;
}

export interface Run {
  readonly ok: boolean;
  /** Both streams in the order in which they came; empty when they were shown. */
  readonly output: string;
}

export function runTool(
  tool: keyof typeof tools,
  args: readonly string[],
  { cwd = root, show = false }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const stream = show ? 'inherit' : 'pipe';
    const program = join(root, 'node_modules', tools[tool]);
    const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['ignore', stream, stream] });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') }));
  });
}
