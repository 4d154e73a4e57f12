import type { Reply } from '../../../app/contract/errors.ts';
import type { ProductRow } from '../../../app/contract/products.ts';
import { type Command, findShop, need, refused, UsageError } from '../command.ts';
import type { Session } from '../session.ts';

export const productsFetch: Command = {
  usage: 'products fetch [--shop SHOP]',
  summary: 'Fetches the products of a shop and the stock items of its ledger.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const job = await session.run(session.client.call('products.fetch', { shopId: shop.value.shopId }));
    if (!job.ok) return refused(job.error);
    return { document: job.value.result, lines: [JSON.stringify(job.value.result)], complete: true };
  },
};

export const productsList: Command = {
  usage: 'products list [--shop SHOP] [--status STATUS] [--text TEXT]',
  summary: 'Lists products with the stock items they stand for.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const rows = await listAll(session, shop.value.shopId, options.text ?? '');
    if (!rows.ok) return refused(rows.error);
    const shown = rows.value.filter((row) => options.status === undefined || row.status === options.status);
    return {
      document: shown,
      lines: shown.map(
        (row) =>
          `${row.status.padEnd(12)} ${row.sellerSku.padEnd(18)} ${row.components.map((one) => `${one.quantity} × ${one.itemCode}`).join(' + ') || '–'}  ${row.productName} ${row.variation}`,
      ),
      complete: true,
    };
  },
};

export const productsMap: Command = {
  usage: 'products map --sku SELLER_SKU_OR_ID --item CODE[*QTY][+CODE…] [--shop SHOP]',
  summary: 'Remembers which stock items a SKU stands for; no item code unmaps it.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId, ledgerId } = shop.value;
    const wanted = need(options.sku, '--sku');
    const rows = await listAll(session, shopId, '');
    if (!rows.ok) return refused(rows.error);
    const meant = rows.value.filter((row) => row.skuId === wanted || row.sellerSku.trim() === wanted.trim());
    if (meant.length === 0 || ledgerId === null) {
      return refused({
        code: 'NOT_FOUND',
        message: `There is no SKU “${wanted}”. Fetch the products.`,
        retryable: false,
      });
    }
    const components: { itemId: string; quantity: number }[] = [];
    for (const part of (options.item ?? '').split('+').filter((text) => text.trim() !== '')) {
      const [code = '', count = '1'] = part.split('*').map((text) => text.trim());
      // A count that is read in part would be a wrong quantity: `2.5` is not 2.
      if (!/^\d{1,4}$/.test(count)) throw new UsageError(`--item takes whole quantities, not “${count}”.`);
      const found = await session.client.call('items.search', { ledgerId, text: code, limit: 50 });
      if (!found.ok) return refused(found.error);
      const item = found.value.items.find((one) => one.code.toLowerCase() === code.toLowerCase());
      if (!item) {
        return refused({
          code: 'NOT_FOUND',
          message: `There is no active item “${code}”.`,
          retryable: false,
        });
      }
      components.push({ itemId: item.itemId, quantity: Number.parseInt(count, 10) });
    }
    const mappings = meant.map((row) => ({ skuId: row.skuId, components }));
    const mapped = await session.client.call('products.map', { shopId, mappings });
    if (!mapped.ok) return refused(mapped.error);
    const { saved, openOrders } = mapped.value;
    return {
      document: mapped.value,
      lines: [`${saved} mapped; touches ${openOrders} open orders.`],
      complete: true,
    };
  },
};

async function listAll(session: Session, shopId: string, text: string): Promise<Reply<ProductRow[]>> {
  const rows: ProductRow[] = [];
  for (;;) {
    const page = await session.client.call('products.list', {
      shopId,
      text,
      offset: rows.length,
      limit: 500,
    });
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    if (page.value.rows.length === 0 || rows.length >= page.value.total) return { ok: true, value: rows };
  }
}
