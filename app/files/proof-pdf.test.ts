import { describe, expect, it } from 'vitest';
import { toRowKey } from '../domain/ids.ts';
import type { ProofFacts } from '../domain/proof-pack/facts.ts';
import { day, gbp, orderRow } from '../domain/testing/builders.ts';
import { renderProofPdf } from './proof-pdf.ts';
import { zipPack } from './zip-pack.ts';

const on = day('2026-10-20');
const long = '長い名前 '.repeat(100);

function facts(count: number): ProofFacts {
  return {
    shop: { shopId: '1', name: long, region: 'GB', currency: gbp },
    ledgerName: 'Ledger',
    from: on,
    to: on,
    days: Array.from({ length: count }, () => ({
      settledOn: on,
      settlementMinor: 1490,
      postedMinor: 1490,
      residualMinor: 0,
      stage: 'earned',
    })),
    rows: Array.from({ length: count }, (_, index) => ({
      row: {
        ...orderRow({ on, sale: 1800 }),
        key: toRowKey(`row-${index}`),
        fees: [{ name: `Fee ${index}`, amountMinor: -310 }],
      },
      fileName: 'file.xlsx',
      bookedBy: null,
    })),
    documents: [],
    knockOffs: [],
    bank: [],
    sources: [],
    checks: [{ group: 'books', id: 'chain', title: '=cmd|\n\u0000', checked: 1, failed: 0 }],
    history: { lines: 0, hash: null },
    closes: [],
  };
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('the proof as a PDF', () => {
  it('has the same bytes each time, and no date in it', async () => {
    const first = await renderProofPdf(facts(3));
    expect(await renderProofPdf(facts(3))).toEqual(first);
    expect(latin(first)).toMatch(/^%PDF-/);
    expect(latin(first)).not.toMatch(/CreationDate|ModDate|\/ID\b/);
  });

  it('goes on over as many pages as it needs, whatever script the names are in', async () => {
    const pages = latin(await renderProofPdf(facts(120))).match(/\/Type \/Page\b(?!s)/g);
    expect(pages?.length).toBeGreaterThan(4);
  });

  it('is zipped to the same bytes in every time zone', () => {
    const files = [{ path: 'a.txt', bytes: new Uint8Array([1, 2, 3]) }];
    const zone = process.env.TZ;
    const zips = ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC'].map((name) => {
      process.env.TZ = name;
      return latin(zipPack('pack', files));
    });
    process.env.TZ = zone ?? 'UTC';
    expect(new Set(zips).size).toBe(1);
  });
});
