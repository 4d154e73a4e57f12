import { useState } from 'react';
import { useCommand } from '../data/use-command.ts';
import { useMessage } from '../shell/messages.ts';
import { formatCount, plural } from '../widgets/format.ts';
import { type LoadedFile, usePaymentState } from './payment-state.ts';
import { readBase64 } from './read-base64.ts';

/** Reads a settlement file and hands it to the books; the result is told in one sentence. */
export function useLoadFile(shopId: string): {
  readonly load: (file: File) => void;
  /** The export that the sample company brings along. */
  readonly loadSample: () => void;
  readonly busy: string | null;
} {
  const command = useCommand();
  const state = usePaymentState(shopId);
  const [busy, setBusy] = useState<string | null>(null);

  const hand = async (fileName: string, contentBase64: string) => {
    const result = await command('settlements.load', { shopId, fileName, contentBase64 });
    if (!result) return;
    const loaded: LoadedFile = { fileName, result };
    state.set({ loaded, view: 'days' });
    const details = problemsOf(loaded);
    const { show, dismiss } = useMessage.getState();
    // What went well is told by the file's own line; problems get the message line and its details.
    if (details.length === 0) dismiss();
    else show({ tone: 'info', text: `${fileName} is loaded. ${plural(details.length, 'remark')}.`, details });
  };

  const during = async (words: string, work: () => Promise<void>) => {
    setBusy(words);
    // What was told of the last file must not be taken for an answer about this one.
    state.set({ loaded: null });
    await work();
    setBusy(null);
  };

  const load = (file: File) =>
    during(`${file.name} is being read`, async () => {
      const content = await readBase64(file);
      if (content.ok) await hand(file.name, content.value);
      else useMessage.getState().show({ tone: 'error', text: content.error, details: [] });
    });
  const loadSample = () =>
    during('The sample file is being read', async () => {
      const file = await command('sample.settlementFile', { shopId });
      if (file) await hand(file.fileName, file.contentBase64);
    });
  return { load: (file) => void load(file), loadSample: () => void loadSample(), busy };
}

/** `412 rows: 400 new, 12 already known, 0 changed.` */
export function describeLoad({ result }: LoadedFile): string {
  const { added, alreadyKnown, changed, summary } = result;
  const counts = [
    `${formatCount(added)} new`,
    `${formatCount(alreadyKnown)} already known`,
    `${formatCount(changed)} changed`,
  ];
  return `${plural(summary.rows.total, 'row')}: ${counts.join(', ')}.`;
}

export function problemsOf({ result }: LoadedFile): string[] {
  return result.summary.problems.map(({ row, column, message }) => {
    const where = [row === null ? '' : `Row ${row}`, column ?? ''].filter(Boolean).join(', ');
    return where ? `${where}: ${message}` : message;
  });
}
