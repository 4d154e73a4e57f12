import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'vite';
import type { RivalRow } from '../rivals/pages/row.ts';
import { removeFolder } from './order-books.ts';

const rivals = join(import.meta.dirname, '..', 'rivals');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** How AG Grid, which is no dependency of the product, is got. */
export const installAgGrid = 'npm ci --prefix bench/rivals';

export function hasAgGrid(): boolean {
  return existsSync(join(rivals, 'node_modules', 'ag-grid-community'));
}

export interface RivalServer {
  readonly address: string;
  close(): void;
}

/** Builds the rivals' pages as for release and serves them, with the rows as one file, from memory. */
export async function serveRivals(rows: readonly RivalRow[]): Promise<RivalServer> {
  const outDir = mkdtempSync(join(tmpdir(), 'tieout-rivals-'));
  const pages = ['bare', 'window', ...(hasAgGrid() ? ['ag-grid'] : [])];
  await build({
    configFile: false,
    root: join(rivals, 'pages'),
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2024',
      rolldownOptions: { input: pages.map((page) => join(rivals, 'pages', `${page}.html`)) },
    },
  });
  const json = Buffer.from(JSON.stringify(rows));
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/rows.json') {
      response.setHeader('content-type', 'application/json').end(json);
      return;
    }
    const file = join(outDir, path);
    if (path.includes('..') || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
      removeFolder(outDir);
    },
  };
}
