import { toDecimal } from '../bridge-document.ts';
import { askShops, type Command, need, refused } from '../command.ts';
import { money } from './orders.ts';

/** Outliers printed of a shop, the largest first; their number and sum are of all. */
const shown = 200;

export const fees: Command = {
  usage: 'fees [--from DATE] [--to DATE] [--shop SHOP]',
  summary:
    'Holds every fee of a plain sale against the rate card and lists what was charged otherwise; every shop unless one is named.',
  async run(session, options) {
    const range = { from: options.from ?? null, to: options.to ?? null };
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('fees.audit', { shopId, ...range, limit: shown }),
    );
    if (!asked.ok) return refused(asked.error);
    const document = [];
    const lines: string[] = [];
    for (const { shop, answer } of asked.value) {
      const { currency, card, rows, total, differenceMinor } = answer;
      const decimal = (minor: number) => toDecimal(minor, currency);
      document.push({
        shop: shop.name,
        currency,
        card,
        outliers: rows.map(({ saleMinor, chargedMinor, expectedMinor, differenceMinor: by, ...row }) => ({
          ...row,
          goods: decimal(saleMinor),
          charged: decimal(chargedMinor),
          expected: decimal(expectedMinor),
          difference: decimal(by),
        })),
        total,
        difference: decimal(differenceMinor),
      });
      lines.push(
        ...rows.map(
          (row) =>
            `${shop.region}  ${row.settledOn}  ${(row.orderId ?? '').padEnd(20)} ${row.name}: ${money(row.chargedMinor, currency)} instead of ${money(row.expectedMinor, currency)}${row.times === null ? '' : `, ${row.times} times`}`,
        ),
        `${shop.region}  ${total} fees differ from the rate card, by ${money(differenceMinor, currency)} ${currency}.`,
      );
    }
    return { document, lines, complete: document.every(({ total }) => total === 0) };
  },
};

export const cutOff: Command = {
  usage: 'cut-off --zone ZONE [--from DATE] [--to DATE] [--shop SHOP]',
  summary:
    'Which orders, and how much, fall into another month when that time zone decides the date; every shop unless one is named.',
  async run(session, options) {
    const timeZone = need(options.zone, '--zone');
    const range = { from: options.from ?? null, to: options.to ?? null };
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('standings.cutOff', { shopId, ...range, timeZone }),
    );
    if (!asked.ok) return refused(asked.error);
    const document = asked.value.map(({ shop, answer: { shifts, moved, ...zones } }) => ({
      shop: shop.name,
      ...zones,
      shifts: shifts.map(({ goodsMinor, ...shift }) => ({
        ...shift,
        goods: toDecimal(goodsMinor, zones.currency),
      })),
      moved: moved.map(({ goodsMinor, ...order }) => ({
        ...order,
        goods: toDecimal(goodsMinor, zones.currency),
      })),
    }));
    const lines = asked.value.flatMap(({ shop, answer: { shifts, currency, booksZone } }) => [
      ...shifts.map(
        (shift) =>
          `${shop.region}  ${shift.from} → ${shift.to}  ${shift.orders} orders, ${money(shift.goodsMinor, currency)} ${currency}`,
      ),
      `${shop.region}  ${shifts.length === 0 ? 'No order changes month' : 'Orders change month'} between ${booksZone} and ${timeZone}.`,
    ]);
    return { document, lines, complete: true };
  },
};
