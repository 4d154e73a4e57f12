import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadExport, postPayments, prepareMonth } from './testing/month.ts';
import { must, openSampleBackend, type SampleBackend } from './testing/sample-backend.ts';

const october = { from: '2026-10-01', to: '2026-10-31' };

describe('the proof pack of a month', () => {
  let sample: SampleBackend;
  let shopId: string;
  let before: ReadonlyMap<string, Buffer>;
  let after: ReadonlyMap<string, Buffer>;

  const make = async (range = october) =>
    must(await sample.client.call('proofPack.make', { shopId, ...range }));
  const open = ({ contentBase64 }: { contentBase64: string }) =>
    new Map(
      Object.entries(unzipSync(Buffer.from(contentBase64, 'base64'))).map(([path, bytes]) => [
        path.split('/')[1] ?? '',
        Buffer.from(bytes),
      ]),
    );
  const table = (files: ReadonlyMap<string, Buffer>, name: string) =>
    Papa.parse<Record<string, string>>((files.get(name)?.toString('utf8') ?? '').replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    }).data;
  const cents = (text: string | undefined) => Math.round(Number(text) * 100);
  const sum = (rows: readonly Record<string, string>[], column: string) =>
    rows.reduce((total, row) => total + cents(row[column]), 0);

  beforeAll(async () => {
    sample = await openSampleBackend();
    shopId = sample.shops.GB;
    await prepareMonth(sample, shopId);
    before = open(await make());
    await postPayments(sample, shopId);
    after = open(await make());
  });

  afterAll(() => sample.close());

  test('says that nothing is posted before the payments are, and ties out after', async () => {
    expect(JSON.parse(before.get('manifest.json')?.toString() ?? '').tiedOut).toBe(false);
    expect(before.get('README.txt')?.toString()).toContain('Not tied out: ');
    const manifest = JSON.parse(after.get('manifest.json')?.toString() ?? '');
    expect([manifest.tiedOut, manifest.difference, manifest.closed]).toEqual([true, '0.00', 'Not closed.']);
    expect(after.get('README.txt')?.toString()).toContain('Tied out. ');
  });

  test('gives the same bytes for the same books, and other bytes for a shorter period', async () => {
    const again = await make();
    expect(again.contentBase64).toBe((await make()).contentBase64);
    expect(open(again)).toEqual(after);
    const day = await make({ from: '2026-10-20', to: '2026-10-20' });
    expect(day.fileName).toBe('proof-GB-2026-10-20.zip');
    expect(open(day).get('manifest.json')).not.toEqual(after.get('manifest.json'));
  });

  test('seals every file, the settlement export and the head of the history', async () => {
    const manifest = JSON.parse(after.get('manifest.json')?.toString() ?? '');
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const others = [...after].filter(([name]) => name !== 'manifest.json');
    expect(manifest.files.map((file: { path: string; sha256: string }) => [file.path, file.sha256])).toEqual(
      others.map(([name, bytes]) => [name, hash(bytes)]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    );
    const file = (await sample.backend.sample()).settlementExport(shopId, 'xlsx');
    expect(manifest.sources.map((source: { sha256: string }) => source.sha256)).toEqual([hash(file.bytes)]);
    const { lines } = must(await sample.client.call('history.list', { limit: 1 }));
    expect(manifest.history).toEqual({ lines: lines[0]?.seq, lastHash: lines[0]?.hash });
  });

  test('can be checked with a spreadsheet: bridge from rows, postings from knock-offs', () => {
    const rows = table(after, 'rows.csv');
    const fees = table(after, 'row-fees.csv');
    const bridge = table(after, 'bridge.csv');
    const knockOffs = table(after, 'knock-offs.csv');
    expect(rows.length).toBeGreaterThan(50);
    for (const date of new Set(rows.map((row) => row['Settled on']))) {
      const ofDate = (all: readonly Record<string, string>[]) =>
        all.filter((row) => row['Settled on'] === date);
      const settlement = sum(ofDate(rows), 'Settlement');
      const parts = ['Goods', 'Seller discounts', 'Refunds', 'Fees', 'Adjustment'];
      expect(parts.reduce((total, part) => total + sum(ofDate(rows), part), 0)).toBe(settlement);
      expect(sum(ofDate(fees), 'Amount GBP')).toBe(sum(ofDate(rows), 'Fees'));
      const steps = ofDate(bridge).filter((step) => step.Step !== 'settlement');
      expect(sum(steps, 'Amount GBP')).toBe(settlement);
      const paid = knockOffs.filter((one) => one['Paid on'] === date);
      expect(sum(paid, 'Cash')).toBe(settlement);
      expect(sum(paid, 'Cash') + sum(paid, 'Fees')).toBe(sum(paid, 'Amount GBP'));
    }
    expect(rows.every((row) => row['Booked by'] !== '')).toBe(true);
  });

  test('names every document with its number, and every withdrawal with its part', async () => {
    const documents = table(after, 'documents.csv');
    expect(documents.every((one) => one.State === 'posted' && one.Number !== '')).toBe(true);
    const bank = table(after, 'bank.csv');
    const { payouts } = must(await sample.client.call('tieout.payouts', { shopId, ...october }));
    const parts = payouts.flatMap((day) => day.parts);
    expect(sum(bank, 'Part of the date')).toBe(parts.reduce((total, part) => total + part.amountMinor, 0));
  });

  test('a later load of the same file changes nothing but the head of the history', async () => {
    await loadExport(sample, shopId);
    const later = open(await make());
    const changed = [...later]
      .filter(([name, bytes]) => !after.get(name)?.equals(bytes))
      .map(([name]) => name);
    expect(new Set(changed)).toEqual(new Set(['README.txt', 'payout.pdf', 'checks.json', 'manifest.json']));
  });

  test('says who closed the dates and when, and no longer once they are open again', async () => {
    const closed = must(await sample.client.call('closes.close', { shopId, ...october, by: '=Ann' })).close;
    const saysClosed = async () =>
      JSON.parse(
        open(await make())
          .get('manifest.json')
          ?.toString() ?? '',
      ).closed;
    const at = new Date(closed.closedAt).toISOString().slice(0, 19).replace('T', ' ');
    expect(await saysClosed()).toBe(`2026-10-01 to 2026-10-31 closed on ${at} UTC by =Ann.`);
    must(await sample.client.call('closes.reopen', { shopId, closeId: closed.closeId, reason: 'test' }));
    expect(await saysClosed()).toBe('Not closed.');
  });

  test('refuses dates out of order and dates without money', async () => {
    const turned = { from: october.to, to: october.from };
    expect(await sample.client.call('proofPack.make', { shopId, ...turned })).toMatchObject({
      ok: false,
      error: { code: 'BAD_INPUT' },
    });
    const empty = { from: '2020-01-01', to: '2020-01-31' };
    expect(await sample.client.call('proofPack.make', { shopId, ...empty })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });
});
