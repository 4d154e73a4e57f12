import { useState } from 'react';
import { useCommand } from '../data/use-command.ts';
import { useMessage } from '../shell/messages.ts';
import { formatCount, plural } from '../widgets/format.ts';
import { type LoadedFile, usePaymentState } from './payment-state.ts';
import { readBase64 } from './read-base64.ts';

/** Reads a settlement file and hands it to the books; the result is told in one sentence. */
export function useLoadFile(shopId: string): {
  readonly load: (file: File) => void;
  readonly busy: string | null;
} {
  const command = useCommand();
  const state = usePaymentState(shopId);
  const [busy, setBusy] = useState<string | null>(null);
  const load = async (file: File) => {
    setBusy(`${file.name} is being read`);
    // What was told of the last file must not be taken for an answer about this one.
    state.set({ loaded: null });
    const content = await readBase64(file);
    const { show, dismiss } = useMessage.getState();
    if (!content.ok) {
      show({ tone: 'error', text: content.error, details: [] });
    } else {
      const contentBase64 = content.value;
      const result = await command('settlements.load', { shopId, fileName: file.name, contentBase64 });
      if (result) {
        const loaded: LoadedFile = { fileName: file.name, result };
        state.set({ loaded, view: 'days' });
        const details = problemsOf(loaded);
        // What went well is told by the file's own line; problems get the message line and its details.
        if (details.length === 0) dismiss();
        else
          show({
            tone: 'info',
            text: `${file.name} is loaded. ${plural(details.length, 'remark')}.`,
            details,
          });
      }
    }
    setBusy(null);
  };
  return { load: (file) => void load(file), busy };
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
