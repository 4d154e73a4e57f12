import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeBridge, toBridgeDocument, toDecimal } from '../bridge-document.ts';
import { askShops, type Command, findShop, refused, UsageError } from '../command.ts';
import { money } from './orders.ts';

export const bridge: Command = {
  usage: 'bridge [--from DATE] [--to DATE] [--shop SHOP]',
  summary: 'Explains each payout from goods sold to settlement, to the cent; every shop unless one is named.',
  async run(session, options) {
    const range = { from: options.from ?? null, to: options.to ?? null };
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('tieout.bridge', { shopId, ...range, by: 'day' }),
    );
    if (!asked.ok) return refused(asked.error);
    const document = [];
    const lines: string[] = [];
    let failed = 0;
    for (const { shop, answer } of asked.value) {
      const { bridges, checks, currency } = answer;
      failed += checks.reduce((sum, check) => sum + check.failed, 0);
      for (const day of bridges) {
        document.push(toBridgeDocument(shop.name, currency, day));
        lines.push(...describeBridge(shop.region, currency, day));
      }
      lines.push(
        ...checks.map((check) => `${check.title}: ${check.checked} checked, ${check.failed} failed`),
      );
    }
    return {
      document,
      lines,
      complete: failed === 0 && document.every(({ residual }) => !/[1-9]/.test(residual)),
    };
  },
};

export const matrix: Command = {
  usage: 'matrix [--from DATE] [--to DATE] [--shop SHOP]',
  summary:
    'Marketplace status × ledger status, with counts, goods and what is to be done; every shop unless one is named.',
  async run(session, options) {
    const range = { from: options.from ?? null, to: options.to ?? null };
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('standings.matrix', { shopId, ...range }),
    );
    if (!asked.ok) return refused(asked.error);
    const document = [];
    const lines: string[] = [];
    for (const { shop, answer } of asked.value) {
      const { name, region } = shop;
      const { cells, currency } = answer;
      for (const { goodsMinor, ...cell } of cells) {
        document.push({ shop: name, currency, ...cell, goods: toDecimal(goodsMinor, currency) });
        lines.push(
          `${region}  ${cell.status.padEnd(10)} × ${cell.ledger.padEnd(9)} ${String(cell.orders).padStart(6)} orders ${money(goodsMinor, currency).padStart(14)}  ${cell.action === 'none' ? '' : cell.action}`,
        );
      }
    }
    return { document, lines, complete: true };
  },
};

export const payouts: Command = {
  usage: 'payouts [--from DATE] [--to DATE] [--shop SHOP]',
  summary:
    'Says how far the money of each date has come: earned, withdrawn, in the bank; every shop unless one is named.',
  async run(session, options) {
    const range = { from: options.from ?? null, to: options.to ?? null };
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('tieout.payouts', { shopId, ...range }),
    );
    if (!asked.ok) return refused(asked.error);
    const document = [];
    const lines: string[] = [];
    for (const { shop, answer } of asked.value) {
      const { name, region } = shop;
      const { payouts: days, currency, balanceMinor, missingOpeningMinor } = answer;
      document.push({ shop: name, ...answer });
      lines.push(
        ...days.map(
          (day) =>
            `${region}  ${day.settledOn}  ${day.stage.padEnd(10)} earned ${money(day.earnedMinor, currency)}, posted ${money(day.postedMinor, currency)}, residual ${money(day.residualMinor, currency)}`,
        ),
        `${region}  Balance at the marketplace ${money(balanceMinor, currency)} ${currency}`,
      );
      if (missingOpeningMinor > 0) {
        lines.push(
          `More was withdrawn than earned in these books: the opening balance lacks ${money(missingOpeningMinor, currency)}.`,
        );
      }
    }
    return {
      document,
      lines,
      complete: document.every((shop) => shop.payouts.every((day) => day.residualMinor === 0)),
    };
  },
};

export const bankLoad: Command = {
  usage: 'bank load FILE [--shop SHOP]',
  summary: 'Reads a bank statement (CSV, .xlsx, OFX, camt.053) into the books.',
  async run(session, options) {
    const [file] = options.positionals;
    if (file === undefined) throw new UsageError('FILE is missing.');
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const bytes = await readFile(file).catch(() => null);
    if (!bytes) return refused({ code: 'NOT_FOUND', message: `There is no file ${file}.`, retryable: false });
    const loaded = await session.client.call('bank.load', {
      shopId: shop.value.shopId,
      fileName: basename(file),
      contentBase64: bytes.toString('base64'),
    });
    if (!loaded.ok) return refused(loaded.error);
    const { added, alreadyKnown, from, to } = loaded.value;
    return {
      document: loaded.value,
      lines: [`${added} lines added, ${alreadyKnown} known already (${from} to ${to}).`],
      complete: true,
    };
  },
};

/** Accepts only pairs that fit nothing else; all others stay for a person. */
export const bankMatch: Command = {
  usage: 'bank match [--shop SHOP]',
  summary: 'Lists withdrawals with the bank lines that fit, and accepts the pairs that fit nothing else.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const listed = await session.client.call('bank.list', { shopId });
    if (!listed.ok) return refused(listed.error);
    for (const { withdrawalId, suggestions } of listed.value.withdrawals) {
      const [only] = suggestions;
      if (!only?.isOnly) continue;
      const matched = await session.client.call('bank.match', { shopId, withdrawalId, lineId: only.lineId });
      if (!matched.ok) return refused(matched.error);
    }
    const after = await session.client.call('bank.list', { shopId });
    if (!after.ok) return refused(after.error);
    const { withdrawals, currency } = after.value;
    return {
      document: after.value,
      lines: withdrawals.map(
        (one) =>
          `${one.requestedOn}  ${money(one.amountMinor, currency).padStart(12)}  ${one.line ? `in the bank on ${one.line.bookedOn}` : `${one.suggestions.length} bank lines fit`}`,
      ),
      complete: withdrawals.every((one) => one.line !== null),
    };
  },
};
