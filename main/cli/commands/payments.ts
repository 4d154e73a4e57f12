import { PostPaymentsResult } from '../../../app/contract/payments.ts';
import { type Command, findShop, namesIn, oneOf, refused } from '../command.ts';
import { lockedChoices, money } from './orders.ts';

export const paymentsPreview: Command = {
  usage: 'payments preview [--from DATE] [--to DATE] [--shop SHOP]',
  summary: 'Shows per settled date what would be posted and what is in the way.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const range = { from: options.from ?? null, to: options.to ?? null };
    const preview = await session.client.call('payments.preview', { shopId, ...range });
    if (!preview.ok) return refused(preview.error);
    const { days, currency } = preview.value;
    return {
      document: preview.value,
      lines: days.flatMap((day) => [
        `${day.settledOn}  ${day.state.padEnd(8)} ${String(day.rowCount).padStart(4)} rows  settlement ${money(day.settlementMinor, currency)}  residual ${money(day.residualMinor, currency)}`,
        ...day.blockers.map((blocker) => `    ${blocker.message}`),
      ]),
      complete: days.every((day) => day.state !== 'blocked'),
    };
  },
};

export const paymentsPost: Command = {
  usage: 'payments post [--dates DATE,DATE…] [--locked-dates hold|firstOpenDay] [--shop SHOP]',
  summary: 'Posts payments, credit notes and adjustment documents of the dates that are ready.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const dates = namesIn(options.dates, '--dates');
    const lockedDates = oneOf(options['locked-dates'] ?? 'hold', lockedChoices, '--locked-dates');
    const asked = { shopId: shop.value.shopId, dates, lockedDates };
    const job = await session.run(session.client.call('payments.post', asked));
    if (!job.ok) return refused(job.error);
    const result = PostPaymentsResult.parse(job.value.result);
    return {
      document: result,
      lines: [
        job.value.message,
        ...result.blocked.map((one) => `${one.settledOn}  ${one.reason}`),
        ...[...result.rejected, ...result.unknown].map((one) => `${one.reference}  ${one.reason}`),
      ],
      complete: result.blocked.length === 0 && result.rejected.length === 0 && result.unknown.length === 0,
    };
  },
};

export const tieOut: Command = {
  usage: 'tieout [--from DATE] [--to DATE] [--shop SHOP]',
  summary: 'Proves settlement against postings, date by date, and against the ledger.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const range = { from: options.from ?? null, to: options.to ?? null };
    const report = await session.client.call('tieout.report', { shopId, ...range });
    if (!report.ok) return refused(report.error);
    const { currency, days, checks, ...sums } = report.value;
    const differing = days.filter((day) => !day.tiedOut);
    return {
      document: report.value,
      lines: [
        `Settlement ${money(sums.settlementMinor, currency)} − posted ${money(sums.postedMinor, currency)} = residual ${money(sums.residualMinor, currency)} ${currency}`,
        `Clearing balance ${money(sums.clearingMinor, currency)}, outstanding ${money(sums.outstandingMinor, currency)}`,
        ...checks.map((check) => `${check.title}: ${check.checked} checked, ${check.failed} failed`),
        ...differing.map((day) => `${day.settledOn} differs by ${money(day.differenceMinor, currency)}`),
      ],
      complete: sums.residualMinor === 0 && checks.every((check) => check.failed === 0),
    };
  },
};
