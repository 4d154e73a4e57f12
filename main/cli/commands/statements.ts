import { CompareStatementsResult, FetchStatementsResult } from '../../../app/contract/statements.ts';
import { type Command, type CommandOptions, findShop, need, refused } from '../command.ts';
import { money } from './orders.ts';

const rangeOf = (options: CommandOptions) => ({
  from: need(options.from, '--from'),
  to: need(options.to, '--to'),
});

export const statementsFetch: Command = {
  usage: 'statements fetch --from DATE --to DATE [--shop SHOP]',
  summary:
    'Fetches statements from the finance API and stores their rows once, as a settlement export would.',
  async run(session, options) {
    const range = rangeOf(options);
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const job = await session.run(session.client.call('statements.fetch', { shopId, ...range }));
    if (!job.ok) return refused(job.error);
    const result = FetchStatementsResult.parse(job.value.result);
    return { document: result, lines: [job.value.message], complete: result.changed === 0 };
  },
};

export const statementsCompare: Command = {
  usage: 'statements compare --from DATE --to DATE [--shop SHOP]',
  summary: 'Compares statements of the finance API with the settlement files in the books, to the cent.',
  async run(session, options) {
    const range = rangeOf(options);
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    const job = await session.run(session.client.call('statements.compare', { shopId, ...range }));
    if (!job.ok) return refused(job.error);
    const result = CompareStatementsResult.parse(job.value.result);
    const show = (minor: number | undefined) =>
      minor === undefined ? 'not there' : money(minor, result.currency);
    return {
      document: result,
      lines: [
        ...result.days.map(
          (day) =>
            `${day.settledOn}  API ${show(day.apiMinor).padStart(12)}  file ${show(day.fileMinor).padStart(12)}  difference ${show(day.differenceMinor).padStart(10)}  ${day.equalRows} of ${day.fileRows} rows equal`,
        ),
        ...result.differences.map(
          (one) =>
            `${one.settledOn}  ${one.id}  ${one.type}: API ${show(one.api?.settlementMinor)}, file ${show(one.file?.settlementMinor)}`,
        ),
        ...result.uncovered.map((on) => `${on}  no settlement file covers it`),
        job.value.message,
      ],
      complete: result.differenceCount === 0 && result.uncovered.length === 0,
    };
  },
};
