import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8');
const checklist = page
  .slice(page.indexOf('checklist, point by point'), page.indexOf('**The package.**'))
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('answers each of the twenty points of Electron’s checklist, with a test that is there', () => {
  expect(checklist.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
  for (const [, number, , , triedBy = ''] of checklist) {
    const tests = [...triedBy.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    expect(tests.length, `point ${number}`).toBeGreaterThan(0);
    for (const name of tests) {
      const file = join(root, name.startsWith('e2e/') ? `${name}.spec.ts` : `${name}.test.ts`);
      expect(existsSync(file), `point ${number}: ${name}`).toBe(true);
    }
  }
});
