import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { refuseIfBroken } from '../app/domain/settlement/refuse-if-broken.ts';
import { readSettlement } from '../app/files/read-settlement.ts';
import { letGo } from '../app/services/let-go.ts';
import { openBooks } from '../db/open.ts';
import { aLedger, aShop, at, shopId } from '../db/testing/builders.ts';
import { cpuSince } from './interleave.ts';

/**
 * One import in a process of its own, so that its memory can be told: `node bench/import-child.ts FILE BOOKS`. The file
 * is read, proved and stored in books that have nothing else. Prints one line of JSON.
 */
const [file = '', booksFile = ''] = process.argv.slice(2);
const opened = openBooks(booksFile, { now: () => at });
if (!opened.ok) throw new Error(opened.error.message);
const books = opened.value;
await books.shops.save(aShop({ isSample: false }));
await books.ledgers.save(aLedger({ isSample: false }));
const before = process.memoryUsage.rss();
const start = process.cpuUsage();
const wall = performance.now();
const { sha256, read } = await readFile();
if (!read.ok) throw new Error(read.error.message);
const broken = refuseIfBroken(read.value);
if (broken) throw new Error(broken.message);
const readMs = cpuSince(start);
const source = { fileName: 'bench', sha256, settlementId: 'settlement-bench' };
const { added } = await books.settlements.saveSettlement(shopId, read.value, source, [], at);
const cpuMs = cpuSince(start);
const wallMs = performance.now() - wall;
await books.close();
console.log(
  JSON.stringify({
    rows: added,
    readMs,
    cpuMs,
    wallMs,
    // maxRSS is in kilobytes, as getrusage gives it.
    peakMB: process.resourceUsage().maxRSS / 1024,
    beforeMB: before / 1024 / 1024,
  }),
);

/** As app/services/payments/load-settlement.ts: the bytes are let go before anything is stored. */
async function readFile() {
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const read = await readSettlement(bytes);
  letGo(bytes);
  return { sha256, read };
}
