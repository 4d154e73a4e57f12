import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoReport, runDemo } from './demo-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'tieout-demo-test-'));
const books = join(folder, 'demo.tieout');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the demo', () => {
  let first: readonly DemoReport[];
  beforeAll(async () => {
    first = await runDemo(books, () => undefined);
  }, 120_000);

  it('ties out both shops to the cent, by what the ledger holds', () => {
    expect(first.map((report) => [report.currency, report.residual, report.tiedOut])).toEqual([
      ['GBP', '0.00', true],
      ['MYR', '0.00', true],
    ]);
    for (const report of first) {
      expect(report.orders).toBeGreaterThanOrEqual(400);
      expect(report.paymentsPosted).toBeGreaterThan(20);
      expect(report.creditNotes).toBeGreaterThan(0);
      expect(report.adjustmentInvoices).toBeGreaterThan(0);
    }
  });

  it('holds what it must in the first pass, each order with its reason', () => {
    for (const { held } of first) {
      const reasons = held.map((one) => one.reason).join('\n');
      expect(reasons).toContain('Missing item code: TOTE-OLD-NAVY');
      expect(reasons).toContain('nothing but gifts');
      expect(reasons).toContain('sample order');
    }
  });

  it('posts nothing when it is run again on the same books, after a restart', async () => {
    const again = await runDemo(books, () => undefined);
    for (const [index, report] of again.entries()) {
      expect([report.invoicesPosted, report.paymentsPosted, report.creditNotes]).toEqual([0, 0, 0]);
      expect(report.adjustmentInvoices).toBe(0);
      expect(report.ledger).toEqual(first[index]?.ledger);
      expect(report.tiedOut).toBe(true);
    }
  }, 60_000);
});
