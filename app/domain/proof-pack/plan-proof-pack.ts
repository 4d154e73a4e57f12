import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ProofFacts } from './facts.ts';
import { writeReadMe } from './read-me.ts';
import {
  type DatedBridge,
  decimals,
  planBridges,
  writeBankCsv,
  writeBridgeCsv,
  writeDocumentsCsv,
  writeKnockOffsCsv,
  writeRowFeesCsv,
  writeRowsCsv,
} from './tables.ts';
import { describeCloses, judgeProof, toUtcText } from './verdict.ts';

/** A file of the pack. `path` has no folder. */
export interface PackFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The files of a proof pack, the manifest last. `pdf` is the same for reading (app/files/proof-pdf.ts). There is no clock
 * and no chance in it: the same facts give the same bytes.
 */
export function planProofPack(facts: ProofFacts, pdf: Uint8Array): readonly PackFile[] {
  const { currency } = facts.shop;
  const bridges = planBridges(facts.rows);
  const text = (path: string, content: string): PackFile => ({ path, bytes: utf8ToBytes(content) });
  const files = [
    text('README.txt', writeReadMe(facts, judgeProof(facts))),
    { path: 'payout.pdf', bytes: pdf },
    text('bridge.csv', writeBridgeCsv(bridges, currency)),
    text('bridge.json', toJsonText(toBridgeJson(facts, bridges))),
    text('rows.csv', writeRowsCsv(facts)),
    text('row-fees.csv', writeRowFeesCsv(facts)),
    text('documents.csv', writeDocumentsCsv(facts)),
    text('knock-offs.csv', writeKnockOffsCsv(facts)),
    text('bank.csv', writeBankCsv(facts)),
    text('checks.json', toJsonText(toChecksJson(facts))),
  ];
  return [...files, text('manifest.json', toJsonText(toManifest(facts, files)))];
}

/** `proof-GB-2026-10-07` or `proof-GB-2026-10-01-to-2026-10-31`, without an extension. */
export function nameProofPack({ shop, from, to }: Pick<ProofFacts, 'shop' | 'from' | 'to'>): string {
  return `proof-${shop.region}-${from === to ? from : `${from}-to-${to}`}`;
}

function toManifest(facts: ProofFacts, files: readonly PackFile[]) {
  const { shop, ledgerName, from, to, sources, history } = facts;
  const verdict = judgeProof(facts);
  const money = decimals(shop.currency);
  return {
    format: 'tieout-proof-pack/1',
    shop: { id: shop.shopId, name: shop.name, region: shop.region },
    ledger: ledgerName,
    currency: shop.currency,
    from,
    to,
    settlement: money(verdict.settlementMinor),
    posted: money(verdict.postedMinor),
    difference: money(verdict.residualMinor),
    tiedOut: verdict.tiedOut,
    closed: describeCloses(facts),
    files: [...files]
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) })),
    sources: sources.map((source) => ({
      fileName: source.fileName,
      sha256: source.sha256,
      layout: source.layout,
      from: source.periodFrom,
      to: source.periodTo,
      rows: source.rows,
      settlement: money(source.settlementMinor),
      loadedAt: toUtcText(source.loadedAt),
    })),
    history: { lines: history.lines, lastHash: history.hash },
  };
}

function toBridgeJson({ shop }: ProofFacts, bridges: readonly DatedBridge[]) {
  const money = decimals(shop.currency);
  return {
    currency: shop.currency,
    bridges: bridges.map(({ settledOn, bridge }) => ({
      settledOn: settledOn ?? 'all dates',
      steps: bridge.steps.map(({ kind, name, amountMinor, rows }) => ({
        step: kind,
        name,
        amount: money(amountMinor),
        rows,
      })),
      revenue: money(bridge.revenueMinor),
      settlement: money(bridge.settlementMinor),
      notExplained: money(bridge.residualMinor),
    })),
  };
}

function toChecksJson({ checks, sources, shop, days }: ProofFacts) {
  const money = decimals(shop.currency);
  return {
    checks: checks.map(({ group, id, title, checked, failed }) => ({ group, id, title, checked, failed })),
    files: sources.map(({ fileName, sha256: hash, proofs }) => ({
      fileName,
      sha256: hash,
      proofs: proofs.map(({ id, title, checked, failed }) => ({ id, title, checked, failed })),
    })),
    dates: days.map((day) => ({
      settledOn: day.settledOn,
      settlement: money(day.settlementMinor),
      posted: money(day.postedMinor),
      difference: money(day.residualMinor),
      money: day.stage,
    })),
  };
}

function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
