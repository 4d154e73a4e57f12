import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany, settlementExport } from '../../sandbox/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-cli-test-'));
const program = join(import.meta.dirname, 'tieout.ts');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

async function tieout(...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, HOME: folder } });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, said };
}

function saveFile(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('settlement inspect', () => {
  const books = createCompany().shops[0];
  if (!books) throw new Error('The sample company has shops');
  const xlsx = settlementExport(books, 'xlsx');

  it('prints one JSON document with every promised field, and needs no books', async () => {
    const ran = await tieout('settlement', 'inspect', saveFile('income.xlsx', xlsx.bytes), '--json');
    expect([ran.code, ran.said]).toEqual([0, '']);
    const summary = JSON.parse(ran.out);
    expect(Object.keys(summary)).toEqual(
      expect.arrayContaining(
        'format layout currency timeZone period rows totals byDate adjustmentsByType startingWith7 withdrawals proofs problems'.split(
          ' ',
        ),
      ),
    );
    expect(summary.proofs.map((proof: { id: string }) => proof.id)).toEqual(
      'I1 I2 I3 I4 I5 I6 I7 I8 I9'.split(' '),
    );
    expect(summary.proofs.every((proof: { failed: number }) => proof.failed === 0)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tieout'))).toEqual([]);
  });

  it.each([
    ['a half-downloaded workbook', 'half.xlsx', xlsx.bytes.slice(0, xlsx.bytes.length / 2)],
    ['a picture', 'photo.xlsx', Buffer.from('\x89PNG\r\n\x1a\nnot a table', 'latin1')],
    ['an empty file', 'empty.csv', ''],
    ['a table of something else', 'other.csv', 'Name,Email,Total\nA,a@example.com,1.00\n'],
  ])('refuses %s with a sentence and exit code 1', async (_what, name, bytes) => {
    const ran = await tieout('settlement', 'inspect', saveFile(name, bytes), '--json');
    expect(ran.code).toBe(1);
    const { error } = JSON.parse(ran.out);
    expect(error.message).toMatch(/^[A-Z“].{20,}\.$/s);
  });

  it('says that a file is not there', async () => {
    const ran = await tieout('settlement', 'inspect', join(folder, 'nowhere.xlsx'));
    expect([ran.code, ran.out]).toEqual([1, expect.stringContaining('There is no file')]);
  });

  it('names row, column and both values of a row that breaks an identity', async () => {
    const text = new TextDecoder().decode(settlementExport(books, 'csv').bytes);
    const lines = text.split('\n');
    const row = lines.findIndex((line, index) => index > 0 && line.includes(',Order,'));
    const cells = (lines[row] ?? '').split(',');
    const column = (lines[0] ?? '').split(',').indexOf('Total settlement amount');
    cells[column] = '99999.99';
    lines[row] = cells.join(',');
    const ran = await tieout('settlement', 'inspect', saveFile('edited.csv', lines.join('\n')), '--json');
    expect(ran.code).toBe(1);
    const { proofs, problems } = JSON.parse(ran.out);
    expect(proofs).toContainEqual({ id: 'I1', checked: expect.any(Number), failed: 1 });
    expect(problems).toContainEqual({
      row: row + 1,
      column: 'Total settlement amount',
      message: expect.stringContaining('99999.99'),
    });
  });
});

describe('the way a command is called', () => {
  it.each([
    ['nothing', []],
    ['an unknown command', ['orders', 'burn']],
    ['an unknown option', ['status', '--colour']],
    ['a missing file name', ['settlement', 'inspect']],
  ])('%s is a usage error: exit code 2, the usage on stderr', async (_what, args) => {
    const ran = await tieout(...args);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.said).toContain('Usage:');
  });
});

describe('a month by commands, each a process of its own', () => {
  const books = ['--books', join(folder, 'month.tieout'), '--json'];
  const shop = ['--shop', 'GB'];
  beforeAll(async () => {
    expect((await tieout('sample', '--out', folder, ...books)).code).toBe(0);
  }, 60_000);

  it('fetches, maps, posts, loads, pays and ties out', async () => {
    const run = async (...args: readonly string[]) => {
      const ran = await tieout(...args, ...shop, ...books);
      return { code: ran.code, document: JSON.parse(ran.out) };
    };
    expect((await run('products', 'fetch')).code).toBe(0);
    const month = ['--from', '2026-10-01', '--to', '2026-10-31'];
    expect((await run('orders', 'fetch', ...month)).document).toMatchObject({ fetched: 450, added: 450 });
    const incomplete = await run('orders', 'post', '--status', 'completed');
    expect(incomplete.code).toBe(1);
    expect((await run('products', 'map', '--sku', 'TOTE-OLD-NAVY', '--item', 'TOTE-NVY')).code).toBe(0);
    expect((await run('orders', 'post', '--status', 'completed')).code).toBe(0);
    expect((await run('orders', 'post', '--status', 'delivered')).code).toBe(0);
    const file = readdirSync(folder).find((name) => name.startsWith('GB-income'));
    expect((await run('settlement', 'load', join(folder, file ?? ''))).document).toMatchObject({
      changed: 0,
    });
    expect((await run('payments', 'preview')).code).toBe(0);
    expect((await run('payments', 'post')).code).toBe(0);
    const report = await run('tieout');
    expect([report.code, report.document.residualMinor]).toEqual([0, 0]);
  }, 120_000);

  it('reports on every shop unless one is named; an undo without a choice is a dry run or nothing', async () => {
    const report = async (...args: readonly string[]) => JSON.parse((await tieout(...args, ...books)).out);
    const { removable, reversible, byHand, blocked } = await report('undo', '--dry-run');
    expect([reversible, byHand, blocked]).toEqual([[], [], []]);
    expect(removable.length).toBeGreaterThan(300);
    expect(removable[0]).toMatchObject({ shop: 'Harbour & Pine', reason: expect.stringMatching(/\.$/) });
    expect(await report('changes')).toEqual({ changes: [], notAsked: null });
    const cells = await report('matrix');
    expect(cells).toContainEqual(
      expect.objectContaining({
        shop: 'Harbour & Pine',
        currency: 'GBP',
        status: 'completed',
        ledger: 'paid',
        orders: expect.any(Number),
        goods: expect.stringMatching(/^\d+\.\d\d$/),
      }),
    );
    expect((await report('payouts')).map((one: { shop: string }) => one.shop)).toEqual([
      'Harbour & Pine',
      'Harbour & Pine Malaysia',
    ]);
    expect((await tieout('undo', ...shop, ...books)).code).toBe(2);
    const audited = await report('fees');
    expect(audited[0]).toMatchObject({
      shop: 'Harbour & Pine',
      currency: 'GBP',
      total: 0,
      difference: '0.00',
    });
    expect(audited[0].card.length).toBeGreaterThan(0);
    const [moved] = await report('cut-off', '--zone', 'Pacific/Auckland', '--shop', 'GB');
    expect(moved).toMatchObject({ booksZone: 'Europe/London', timeZone: 'Pacific/Auckland' });
    expect(moved.shifts).toContainEqual(
      expect.objectContaining({
        from: '2026-10',
        to: '2026-11',
        goods: expect.stringMatching(/^\d+\.\d\d$/),
      }),
    );
    const settle = ['changes', 'settle', '--ids', 'gone', '--action', 'postDelta', '--dry-run'];
    const refused = await tieout(...settle, ...shop, ...books);
    expect([refused.code, JSON.parse(refused.out).error.code]).toEqual([1, 'NOT_FOUND']);
  }, 120_000);

  it('says what is linked, and what the ledger can do', async () => {
    const status = await tieout('status', ...books);
    expect(JSON.parse(status.out)).toMatchObject({ hasSample: true, host: 'cli' });
    const checked = await tieout('check-ledger', ...books);
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.out)[0].calls).toContainEqual(
      expect.objectContaining({ status: 'assumed', result: 'works' }),
    );
  }, 60_000);

  it.each([
    ['--ids', ['orders', 'post', '--ids', '']],
    ['--ids', ['orders', 'post', '--ids', ' , ']],
    ['--dates', ['payments', 'post', '--dates', '']],
    ['--item', ['products', 'map', '--sku', 'TOTE-OLD-NAVY', '--item', 'TOTE-NVY*2.5']],
  ])(
    'an empty or broken %s is refused and never means all (%j)',
    async (option, args) => {
      const ran = await tieout(...args, ...shop, ...books);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.said).toContain(option);
    },
    30_000,
  );

  it('says in a sentence that a folder is not there', async () => {
    const ran = await tieout('sample', '--out', join(folder, 'nowhere'), ...books);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out).error.message).toMatch(/^The settlement export could not be written/);
    expect(ran.said).not.toContain('    at ');
  }, 30_000);

  it('says in a sentence that the books cannot be there', async () => {
    const path = join(saveFile('a-file', 'x'), 'books.tieout');
    const ran = await tieout('status', '--json', '--books', path);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out).error).toMatchObject({ code: 'NO_BOOKS' });
    expect(ran.said).toBe('');
  });

  it('asks which shop is meant when there are several', async () => {
    const ran = await tieout('products', 'list', ...books);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out).error.message).toContain('--shop');
  });
});
