import { type Command, findShop, refused } from '../command.ts';
import { money } from './orders.ts';

const wanted = 500;

export const unconfirmed: Command = {
  usage: 'unconfirmed [--not-there] [--shop SHOP]',
  summary:
    'Looks up what was sent, or taken out, without a clear answer and lists what stays open. --not-there: you have looked in the ledger, what it accepted is not there and may be posted again.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId, currency } = shop.value;
    const accepted = options['not-there'] ? 'planAgain' : 'keep';
    const job = await session.run(session.client.call('documents.resolve', { shopId, accepted }));
    if (!job.ok) return refused(job.error);
    const states = ['unknown', 'sending', 'removing'];
    const listed = await session.client.call('documents.list', { shopId, states, limit: wanted });
    if (!listed.ok) return refused(listed.error);
    const { documents, total } = listed.value;
    return {
      document: { looked: job.value.result, ...listed.value },
      lines: [
        job.value.message,
        ...documents.map(
          ({ kind, reference, issuedOn, totalMinor, problem }) =>
            `${kind} ${reference} of ${issuedOn}, ${money(totalMinor, currency)}: ${problem ?? 'not confirmed'}`,
        ),
      ],
      complete: total === 0,
    };
  },
};
