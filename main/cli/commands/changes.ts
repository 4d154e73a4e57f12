import { askShops, type Command, findShop, need, oneOf, refused, UsageError } from '../command.ts';
import { money } from './orders.ts';

const scopes = ['all', 'closed'] as const;

export const changes: Command = {
  usage: 'changes [--scope all|closed] [--no-ledger] [--shop SHOP]',
  summary:
    'Lists what differs from what was posted, with both values: rows, orders, documents in the ledger. closed = since last close. Every shop unless one is named.',
  async run(session, options) {
    const onlyClosed = oneOf(options.scope ?? 'all', scopes, '--scope') === 'closed';
    const withLedger = !options['no-ledger'];
    const asked = await askShops(session, options.shop, ({ shopId }) =>
      session.client.call('changes.list', { shopId, withLedger, onlyClosed }),
    );
    if (!asked.ok) return refused(asked.error);
    const all = [];
    const lines: string[] = [];
    const notAsked = new Set<string>();
    for (const { shop, answer } of asked.value) {
      const { name, region } = shop;
      const { changes: found, currency, notAsked: reason } = answer;
      const value = (minor: number | null) => (minor === null ? 'nothing' : money(minor, currency));
      all.push(...found.map((one) => ({ shop: name, ...one })));
      lines.push(
        ...found.map(
          (one) =>
            `${region}  ${one.on}  ${one.cause.padEnd(15)} ${value(one.booksMinor)} → ${value(one.nowMinor)}  ${one.message} [${one.offer} ${one.changeId}]`,
        ),
      );
      if (reason !== null) notAsked.add(reason);
    }
    const reasons = [...notAsked];
    return {
      document: { changes: all, notAsked: reasons.length === 0 ? null : reasons.join(' ') },
      lines: [
        ...lines,
        `${all.length} differences.`,
        ...reasons.map((reason) => `The ledger was not asked: ${reason}`),
      ],
      complete: all.length === 0 && reasons.length === 0,
    };
  },
};

const actions = ['postDelta', 'creditNote', 'accept', 'ignore'] as const;

export const changesSettle: Command = {
  usage:
    'changes settle --ids CHANGE --action postDelta|creditNote|accept|ignore [--reason TEXT] [--dry-run] [--shop SHOP]',
  summary:
    'Settles one difference. postDelta posts by how much a changed row differs; with --dry-run it only says what that would be.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId, currency } = shop.value;
    const changeId = need(options.ids, '--ids');
    const action = oneOf(need(options.action, '--action'), actions, '--action');
    if (options['dry-run']) {
      if (action !== 'postDelta') throw new UsageError('--dry-run goes with --action postDelta.');
      const planned = await session.client.call('changes.delta', { shopId, changeId });
      if (!planned.ok) return refused(planned.error);
      const { delta } = planned.value;
      const documents = delta.documents.map(
        (one) =>
          `${one.issuedOn}  ${one.kind.padEnd(10)} ${money(one.totalMinor, currency)}  ${one.description}`,
      );
      return {
        document: delta,
        lines: [...documents, ...delta.blockers, 'Nothing was posted.'],
        complete: delta.blockers.length === 0,
      };
    }
    const { reason = '' } = options;
    const settled = await session.client.call('changes.settle', { shopId, changeId, action, reason });
    if (!settled.ok) return refused(settled.error);
    const { jobId } = settled.value;
    if (jobId === null) return { document: { action, job: null }, lines: ['Settled.'], complete: true };
    const job = await session.run(Promise.resolve({ ok: true, value: { jobId } }));
    if (!job.ok) return refused(job.error);
    const left = await session.client.call('changes.list', { shopId });
    if (!left.ok) return refused(left.error);
    return {
      document: { action, job: job.value.result },
      lines: [job.value.message],
      complete: left.value.changes.every((one) => one.changeId !== changeId),
    };
  },
};

export const close: Command = {
  usage: 'close [--from DATE --to DATE [--by NAME]] [--shop SHOP]',
  summary: 'Closes a range of dates and keeps its figures; without a range, lists the closed ones.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const { shopId } = shop.value;
    if (options.from !== undefined || options.to !== undefined) {
      const from = need(options.from, '--from');
      const to = need(options.to, '--to');
      const closed = await session.client.call('closes.close', { shopId, from, to, by: options.by ?? '' });
      if (!closed.ok) return refused(closed.error);
      const { figures } = closed.value.close;
      const { currency } = shop.value;
      return {
        document: closed.value.close,
        lines: [
          `${from} to ${to} is closed: settlement ${money(figures.settlementMinor, currency)}, posted ${money(figures.postedMinor, currency)}, residual ${money(figures.residualMinor, currency)}, ${figures.documents} documents.`,
        ],
        complete: true,
      };
    }
    const listed = await session.client.call('closes.list', { shopId });
    if (!listed.ok) return refused(listed.error);
    const { closes, currency } = listed.value;
    return {
      document: listed.value,
      lines: closes.map(
        (one) =>
          `${one.from} to ${one.to}  settlement ${money(one.figures.settlementMinor, currency)}  residual ${money(one.figures.residualMinor, currency)}${one.reopened ? `  reopened: ${one.reopened.reason}` : ''}`,
      ),
      complete: true,
    };
  },
};

export const lock: Command = {
  usage: 'lock [--until DATE|none] [--reason TEXT] [--shop SHOP]',
  summary: "Says up to which date the shop's ledger is locked for posting, or changes it.",
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const found = await session.client.call('profiles.get', { shopId: shop.value.shopId });
    if (!found.ok) return refused(found.error);
    if (!found.value.profile) {
      return refused({ code: 'PROFILE_INCOMPLETE', message: 'The shop has no profile.', retryable: false });
    }
    const { ledgerId } = found.value.profile;
    const { until, reason = '' } = options;
    const lockedUntil = until === 'none' ? null : (until ?? null);
    const answered =
      until === undefined
        ? await session.client.call('locks.get', { ledgerId })
        : await session.client.call('locks.save', { ledgerId, lockedUntil, reason });
    if (!answered.ok) return refused(answered.error);
    const { lock: held } = answered.value;
    return {
      document: answered.value,
      lines: [held ? `Locked up to ${held.lockedUntil}. ${held.reason}`.trim() : 'Every date is open.'],
      complete: true,
    };
  },
};
