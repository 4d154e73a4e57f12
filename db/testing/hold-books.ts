import { openBooks } from '../open.ts';
import { at } from './builders.ts';

/** A second process for tests: opens the books given, writes a line, says so and stays until it is ended. */
const opened = openBooks(process.argv[2] ?? '', { now: () => at });
if (opened.ok) {
  await opened.value.history.append('child', 'child.wrote', { pid: process.pid }, at);
  process.stdout.write('open\n');
  process.stdin.resume();
} else {
  process.stdout.write(`${opened.error.code}\n`);
}
