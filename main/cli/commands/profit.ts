import { readFile } from 'node:fs/promises';
import { toDecimal } from '../bridge-document.ts';
import { askShops, type Command, findShop, need, refused } from '../command.ts';
import { money } from './orders.ts';

export const profit: Command = {
  usage: 'profit [--from DATE] [--to DATE] [--shop SHOP]',
  summary:
    'What was settled by SKU: goods, refunds, fees, the cost of its items where known, and what is left; every shop unless one is named.',
  async run(session, options) {
    const range = { from: options.from ?? null, to: options.to ?? null };
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('profit.bySku', { shopId, ...range }),
    );
    if (!asked.ok) return refused(asked.error);
    const document = [];
    const lines: string[] = [];
    for (const { shop, answer } of asked.value) {
      const { name, region } = shop;
      const { skus, currency, otherMinor, settlementMinor } = answer;
      const decimal = (minor: number) => toDecimal(minor, currency);
      document.push({
        shop: name,
        currency,
        settlement: decimal(settlementMinor),
        other: decimal(otherMinor),
        skus: skus.map(({ saleMinor, refundMinor, feesMinor, costMinor, profitMinor, ...sku }) => ({
          ...sku,
          goods: decimal(saleMinor),
          refunds: decimal(refundMinor),
          fees: decimal(feesMinor),
          cost: costMinor === null ? null : decimal(costMinor),
          profit: profitMinor === null ? null : decimal(profitMinor),
        })),
      });
      lines.push(
        ...skus.map(
          (sku) =>
            `${region}  ${sku.sellerSku.padEnd(20)} ${String(sku.units).padStart(6)} units ${money(sku.saleMinor, currency).padStart(12)} goods ${money(sku.refundMinor, currency).padStart(10)} refunds ${money(sku.feesMinor, currency).padStart(10)} fees  ${sku.profitMinor === null ? 'no cost known' : `profit ${money(sku.profitMinor, currency)}`}`,
        ),
        `${region}  Settled ${money(settlementMinor, currency)}, of it ${money(otherMinor, currency)} of no product.`,
      );
    }
    return { document, lines, complete: true };
  },
};

export const costsLoad: Command = {
  usage: 'costs load FILE [--shop SHOP]',
  summary: 'Keeps what stock items cost, from a CSV or .xlsx with the columns Item code, Cost and From.',
  async run(session, options) {
    const file = need(options.positionals[0], 'FILE');
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const bytes = await readFile(file).catch(() => null);
    if (!bytes) return refused({ code: 'NOT_FOUND', message: `There is no file ${file}.`, retryable: false });
    const { shopId } = shop.value;
    const contentBase64 = bytes.toString('base64');
    const loaded = await session.client.call('profit.loadCosts', { shopId, contentBase64 });
    if (!loaded.ok) return refused(loaded.error);
    return { document: loaded.value, lines: [`${loaded.value.saved} costs kept.`], complete: true };
  },
};
