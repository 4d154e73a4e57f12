import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Command, need, oneOf, refused } from '../command.ts';

export const sample: Command = {
  usage: 'sample [--out FOLDER]',
  summary:
    'Opens the sample company, served on this machine; --out writes its settlement exports to a folder, and the next exports and a bank statement to FOLDER/later.',
  async run(session, options) {
    const opened = await session.client.call('sample.open', {});
    if (!opened.ok) return refused(opened.error);
    const { shops, ledger } = opened.value;
    const files: string[] = [];
    const later: string[] = [];
    const { out } = options;
    if (out !== undefined) {
      const calls = session.client;
      for (const { shopId, region } of shops) {
        for (const [list, folder, asked] of [
          [files, out, calls.call('sample.settlementFile', { shopId })],
          [later, join(out, 'later'), calls.call('sample.settlementFile', { shopId, which: 'later' })],
          [later, join(out, 'later'), calls.call('sample.bankStatement', { shopId })],
        ] as const) {
          const file = await asked;
          if (!file.ok) return refused(file.error);
          const path = join(folder, `${region}-${file.value.fileName}`);
          try {
            // Not recursive: a folder that is not there was typed wrongly.
            if (list === later && !existsSync(folder)) await mkdir(folder);
            await writeFile(path, Buffer.from(file.value.contentBase64, 'base64'));
          } catch {
            const message = `The settlement export could not be written to “${path}”. Check that the folder is there and may be written to.`;
            return refused({ code: 'FILE_REFUSED', message, retryable: false });
          }
          list.push(path);
        }
      }
    }
    return {
      document: { ...opened.value, files, later },
      lines: [
        ...shops.map((shop) => `${shop.region}  ${shop.name}  ${shop.currency}  ${shop.shopId}`),
        `Ledger: ${ledger.name}, ${ledger.itemCount} stock items`,
        ...files.map((path) => `Settlement export: ${path}`),
        ...later.map((path) => `For later, with what goes wrong: ${path}`),
      ],
      complete: true,
    };
  },
};

export const linkTikTok: Command = {
  usage: 'link tiktok --app-key KEY --service-id ID [--market us|rest] [--pasted ADDRESS]',
  summary: 'Links TikTok Shop with your own app. The secret is read from TIEOUT_APP_SECRET.',
  async run(session, options) {
    const market = oneOf(options.market ?? 'rest', ['us', 'rest'], '--market');
    const secret = need(process.env.TIEOUT_APP_SECRET, 'The environment variable TIEOUT_APP_SECRET');
    const appKey = need(options['app-key'], '--app-key');
    const connection = { appKey, serviceId: need(options['service-id'], '--service-id'), market };
    const { shops } = session.backend.services;
    const started = await shops.start({ kind: 'tiktok', connection, secret, isSample: false });
    if (!started.ok) return refused(started.error);
    options.say(`Open this address in a browser and agree: ${started.value.authorizeUrl}`);
    const pasted = options.pasted ?? (await ask('Paste the address the browser ended on, or the code: '));
    const linked = await session.client.call('shops.finishLink', { linkId: started.value.linkId, pasted });
    if (!linked.ok) return refused(linked.error);
    return {
      document: linked.value,
      lines: linked.value.shops.map((shop) => `Linked ${shop.name} (${shop.shopId})`),
      complete: true,
    };
  },
};

export const linkStokly: Command = {
  usage: 'link stokly --name NAME --account-key KEY --client-id ID',
  summary: 'Links a Stokly account. The secret key is read from TIEOUT_STOKLY_SECRET.',
  async run(session, options) {
    const linked = await session.client.call('ledgers.link', {
      name: need(options.name, '--name'),
      accountKey: need(options['account-key'], '--account-key'),
      clientId: need(options['client-id'], '--client-id'),
      secretKey: need(process.env.TIEOUT_STOKLY_SECRET, 'The environment variable TIEOUT_STOKLY_SECRET'),
    });
    if (!linked.ok) return refused(linked.error);
    const { ledger } = linked.value;
    const shops = await session.client.call('shops.list', {});
    const prepared: string[] = [];
    for (const shop of shops.ok ? shops.value.shops : []) {
      if (shop.ledgerId !== null || shop.isSample) continue;
      const profile = await session.client.call('profiles.prepare', {
        shopId: shop.shopId,
        ledgerId: ledger.ledgerId,
      });
      if (!profile.ok) return refused(profile.error);
      prepared.push(`Prepared the posting profile of ${shop.name}`);
    }
    return { document: linked.value, lines: [`Linked ${ledger.name}`, ...prepared], complete: true };
  },
};

export const checkLedger: Command = {
  usage: 'check-ledger',
  summary: 'Tries every ledger call that can be tried without writing.',
  async run(session) {
    const listed = await session.client.call('ledgers.list', {});
    if (!listed.ok) return refused(listed.error);
    const checks = [];
    for (const ledger of listed.value.ledgers) {
      const checked = await session.client.call('ledgers.check', { ledgerId: ledger.ledgerId });
      if (!checked.ok) return refused(checked.error);
      checks.push({ ledger: ledger.name, calls: checked.value.calls });
    }
    if (checks.length === 0) {
      return refused({
        code: 'NOT_LINKED',
        message: 'No ledger is linked. Link one first.',
        retryable: false,
      });
    }
    return {
      document: checks,
      lines: checks.flatMap(({ ledger, calls }) => [
        ledger,
        ...calls.map(
          (call) => `  ${call.result.padEnd(9)} ${call.status.padEnd(8)} ${call.call}  ${call.detail}`,
        ),
      ]),
      complete: checks.every(({ calls }) => calls.every((call) => call.result !== 'refused')),
    };
  },
};

export const status: Command = {
  usage: 'status',
  summary: 'Says what is linked, what is open and whether the history is whole.',
  async run(session) {
    const state = await session.client.call('app.state', {});
    if (!state.ok) return refused(state.error);
    const shops = await session.client.call('shops.list', {});
    const ledgers = await session.client.call('ledgers.list', {});
    if (!shops.ok) return refused(shops.error);
    if (!ledgers.ok) return refused(ledgers.error);
    const document = { ...state.value, shops: shops.value.shops, ledgers: ledgers.value.ledgers };
    return {
      document,
      lines: [
        `Tieout ${state.value.version}, books ${state.value.booksName}, secrets: ${state.value.secretsStore}`,
        ...shops.value.shops.map(
          (shop) => `${shop.region}  ${shop.name}  ${shop.link}  → ${shop.ledgerName ?? 'no ledger'}`,
        ),
        ...ledgers.value.ledgers.map((ledger) => `${ledger.name}  ${ledger.link}  ${ledger.itemCount} items`),
      ],
      complete: true,
    };
  },
};

/** Questions go to stderr: stdout carries the answer of the command alone. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await lines.question(question);
  lines.close();
  return answer.trim();
}
