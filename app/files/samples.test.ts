import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failures, opened, refused } from '../domain/settlement/testing/read-sheets.ts';
import { groupByDay, planBridge } from '../domain/tieout/bridge.ts';
import { readSettlement } from './read-settlement.ts';

/**
 * Real exports lie next to some checkouts and are never part of one. Where they are, the reader is tried on them; where
 * they are not, this says so.
 */
const folder = new URL('../../../shared/samples/', import.meta.url);

/** Data rows, counted by hand with another program. */
const rowCounts: Readonly<Record<string, number>> = {
  'id_2024-12_49col.xlsx': 12,
  'id_2025-04_55col_logistics.xlsx': 6,
  'id_2025-07_57col_platform-reimb.xlsx': 110,
  'id_2025-09_63col_gmv.xlsx': 13,
  'id_2025-11_61col_reversal.xlsx': 417,
  'id_2026-01_61col_gmv.xlsx': 283,
  'id_2026-02_65col_gmv.xlsx': 101,
  'sg_2026-09_income_sanitized.csv': 44,
};

if (existsSync(folder)) {
  const names = readdirSync(folder);
  test.each(Object.entries(rowCounts).filter(([name]) => names.includes(name)))('%s', async (name, count) => {
    const file = opened(await readSettlement(readFileSync(new URL(name, folder))));
    expect(file.rows).toHaveLength(count);
    expect(failures(file)).toEqual({});
    expect(file.problems.filter((problem) => problem.severity === 'blocking')).toEqual([]);
    for (const [settledOn, rows] of groupByDay(file.rows)) {
      expect([settledOn, planBridge(rows).residualMinor]).toEqual([settledOn, 0]);
    }
    for (const id of ['I1', 'I2', 'I7']) {
      expect(file.proofs.find((proof) => proof.id === id)?.checked).toBe(count);
    }
    if (file.format === 'xlsx') {
      for (const id of ['I3', 'I4', 'I5', 'I6']) {
        expect(file.proofs.find((proof) => proof.id === id)?.checked).toBe(count);
      }
      expect(file.proofs.find((proof) => proof.id === 'I8')?.checked).toBeGreaterThan(45);
      expect(file.proofs.find((proof) => proof.id === 'I9')?.checked).toBeGreaterThan(1);
    }
  });

  test.each(names.filter((name) => name.includes('OrderSKUList')))('%s is no settlement', async (name) => {
    expect(refused(await readSettlement(readFileSync(new URL(name, folder)))).code).toBe('other-report');
  });
} else {
  test('no real exports are here to try the reader on', () => {
    expect(existsSync(folder)).toBe(false);
  });
}
