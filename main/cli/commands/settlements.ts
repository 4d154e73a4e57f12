import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { refuseIfBroken } from '../../../app/domain/settlement/refuse-if-broken.ts';
import { summariseSettlement } from '../../../app/domain/settlement/summarise.ts';
import { groupByDay, planBridge } from '../../../app/domain/tieout/bridge.ts';
import { readSettlement } from '../../../app/files/read-settlement.ts';
import { toBridgeView } from '../../../app/services/tieout/bridges.ts';
import { describeBridge, toBridgeDocument } from '../bridge-document.ts';
import { type Command, type CommandResult, findShop, need, refused } from '../command.ts';

/** `settlement inspect` needs no books: it reads, proves and prints. */
export async function inspectFile(path: string): Promise<CommandResult> {
  const bytes = await readBytes(path);
  if (typeof bytes === 'string') return refused({ code: 'FILE_REFUSED', message: bytes, retryable: false });
  const read = await readSettlement(bytes);
  if (!read.ok) {
    const { code, message, problems } = read.error;
    return { document: { error: { code, message, problems } }, lines: [message], complete: false };
  }
  const summary = summariseSettlement(read.value);
  return {
    document: summary,
    lines: [
      `${summary.layout}  ${summary.currency}  ${summary.period.join(' … ')}`,
      `${summary.rows.orders} order rows, ${summary.rows.adjustments} adjustments, ${summary.rows.unknown} unknown`,
      `Settlement ${summary.totals.settlement}`,
      ...summary.proofs.map((proof) => `${proof.id}  ${proof.checked} checked, ${proof.failed} failed`),
      ...summary.problems.map(
        (problem) => `Row ${problem.row ?? '–'} ${problem.column ?? ''}: ${problem.message}`,
      ),
    ],
    // What `settlement load` would refuse is incomplete; notes and questions about single rows are not.
    complete: refuseIfBroken(read.value) === null,
  };
}

/** `settlement bridge` needs no books: each date of the file from goods sold to settlement. */
export async function bridgeFile(path: string): Promise<CommandResult> {
  const bytes = await readBytes(path);
  if (typeof bytes === 'string') return refused({ code: 'FILE_REFUSED', message: bytes, retryable: false });
  const read = await readSettlement(bytes);
  if (!read.ok) {
    const { code, message, problems } = read.error;
    return { document: { error: { code, message, problems } }, lines: [message], complete: false };
  }
  const { rows, currency } = read.value;
  const days = groupByDay([...rows]).map(([settledOn, ofDay]) => toBridgeView(settledOn, planBridge(ofDay)));
  return {
    document: days.map((day) => toBridgeDocument(basename(path), currency, day)),
    lines: days.flatMap((day) => describeBridge(basename(path), currency, day)),
    complete: days.every((day) => day.residualMinor === 0),
  };
}

export const settlementLoad: Command = {
  usage: 'settlement load FILE [--shop SHOP]',
  summary: 'Stores the rows of a settlement export; what is known already is not doubled.',
  async run(session, options) {
    const shop = await findShop(session, options.shop);
    if (!shop.ok) return refused(shop.error);
    const path = need(options.positionals[0], 'FILE');
    const bytes = await readBytes(path);
    if (typeof bytes === 'string') return refused({ code: 'FILE_REFUSED', message: bytes, retryable: false });
    const loaded = await session.client.call('settlements.load', {
      shopId: shop.value.shopId,
      fileName: basename(path),
      contentBase64: Buffer.from(bytes).toString('base64'),
    });
    if (!loaded.ok) return refused(loaded.error);
    const { added, alreadyKnown, changed } = loaded.value;
    return {
      document: loaded.value,
      lines: [`${added} new rows, ${alreadyKnown} already known, ${changed} changed.`],
      complete: changed === 0,
    };
  },
};

/** The bytes, or a sentence why there are none. */
async function readBytes(path: string): Promise<Uint8Array | string> {
  try {
    return await readFile(path);
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? problem.code : 'unknown';
    if (code === 'ENOENT') return `There is no file “${path}”. Check the name.`;
    return `“${path}” cannot be read (${code}). Check that it is a file and may be read.`;
  }
}
