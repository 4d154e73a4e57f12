import type { Reply } from '../../../app/contract/errors.ts';
import type { WhatIfReport } from '../../../app/contract/what-if.ts';
import { formatMinor, parseCurrency } from '../../../app/domain/money.ts';
import { type Command, findShop, namesIn, oneOf, refused } from '../command.ts';
import { money, toFilter } from './orders.ts';

export const whatIf: Command = {
  usage:
    'what-if [orders|payments] [--from DATE] [--to DATE] [--status STATUS] [--action default|invoice|order] [--dates DATE,DATE…] [--shop SHOP]',
  summary:
    'Totals by document, item, payment method and tax of what posting would make, beside what was posted. Stores nothing.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const what = oneOf(options.positionals[0] ?? 'orders', ['orders', 'payments'], 'what-if');
    const action = oneOf(options.action ?? 'default', ['default', 'invoice', 'order'], '--action');
    const found: Reply<WhatIfReport> =
      what === 'orders'
        ? await session.client.call('whatIf.orders', {
            selection: { select: 'all', filter: toFilter(shopId, options) },
            action,
          })
        : await session.client.call('whatIf.payments', { shopId, dates: namesIn(options.dates, '--dates') });
    if (!found.ok) return refused(found.error);
    const { lines, left, currency, assumedInvoices } = found.value;
    const code = parseCurrency(currency);
    const decimal = (minor: number) => (code ? formatMinor(minor, code) : String(minor));
    return {
      document: {
        currency,
        assumedInvoices,
        lines: lines.map(({ section, name, saved, posted, toPostMinor }) => ({
          section,
          name,
          planned: { count: saved.count, amount: decimal(saved.amountMinor) },
          posted: { count: posted.count, amount: decimal(posted.amountMinor) },
          toPost: decimal(toPostMinor),
        })),
        left: left.map(({ reason, saved }) => ({ reason, count: saved })),
      },
      lines: [
        ...lines.map(
          (line) =>
            `${line.section.padEnd(9)} ${line.name.padEnd(34)} ${String(line.saved.count).padStart(6)} ${money(line.saved.amountMinor, currency).padStart(14)}  posted ${money(line.posted.amountMinor, currency).padStart(14)}  to post ${money(line.toPostMinor, currency).padStart(14)}`,
        ),
        ...left.map(({ reason, saved }) => `${saved} left: ${reason}`),
        ...(assumedInvoices > 0
          ? [`${assumedInvoices} invoices are not posted yet and were taken as posted.`]
          : []),
      ],
      complete: true,
    };
  },
};
