import { join } from 'node:path';
import { buildRenderer } from '../main/web/build-renderer.ts';
import { buildElectron } from './build-electron.ts';
import { buildWebHost } from './build-web-host.ts';

const root = join(import.meta.dirname, '..');

console.log(`dist/renderer is built (${await buildRenderer(root)} ms).`);
console.log(`dist/electron is built (${await buildElectron(root)} ms).`);
console.log(`dist/web is built (${await buildWebHost(root)} ms).`);
