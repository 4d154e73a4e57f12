import { useRef, useState } from 'react';
import type { ApiError } from '../../app/contract/errors.ts';
import type { SettlementFileView } from '../../app/contract/settlements.ts';
import { useBackend } from '../data/backend.tsx';
import { useCommand } from '../data/use-command.ts';
import { formatCount, plural } from '../widgets/format.ts';
import { type FileLoad, paymentStateOf } from './payment-state.ts';
import { readBase64 } from './read-base64.ts';

interface Content {
  readonly fileName: string;
  /** Read when its turn comes: several large files are never in memory at once. */
  readonly read: () => Promise<{ ok: true; value: string } | { ok: false; error: string }>;
}

let nextId = 0;

/**
 * Hands settlement files to the books, one after the other. A file that is refused does not stop those behind it;
 * cancelling stops between two files, so that each is either in the books as a whole or not at all.
 */
export function useLoadFiles(shopId: string): {
  readonly load: (files: readonly File[]) => void;
  /** An export that the sample company brings along; the later one has what goes wrong after a month was posted. */
  readonly loadSample: (which: 'month' | 'later') => void;
  readonly cancel: () => void;
  /** What is going on, in a sentence; null while nothing is. */
  readonly busy: string | null;
} {
  const { client } = useBackend();
  const command = useCommand();
  const cancelled = useRef(false);
  const [busy, setBusy] = useState<string | null>(null);

  const change = (id: number, facts: Partial<FileLoad>) => {
    const { loads, set } = paymentStateOf(shopId);
    set({ loads: loads.map((one) => (one.id === id ? { ...one, ...facts } : one)) });
  };

  const loadOne = async (id: number, { fileName, read }: Content): Promise<void> => {
    change(id, { state: 'reading' });
    const content = await read();
    if (!content.ok) return change(id, { state: 'failed', problem: content.error });
    const reply = await client.call('settlements.load', { shopId, fileName, contentBase64: content.value });
    if (!reply.ok) {
      const details = problemsIn(reply.error);
      return change(id, { state: 'failed', problem: reply.error.message, details });
    }
    const { file } = reply.value;
    change(id, { state: 'loaded', file, details: file.problems.map(describeProblem) });
  };

  const loadAll = async (contents: readonly Content[]): Promise<void> => {
    cancelled.current = false;
    const entries = contents.map((content) => {
      nextId += 1;
      return { id: nextId, content };
    });
    // What was told of earlier files must not be taken for an answer about these.
    paymentStateOf(shopId).set({
      loads: entries.map(({ id, content }) => ({
        id,
        fileName: content.fileName,
        state: 'waiting',
        file: null,
        problem: null,
        details: [],
      })),
    });
    for (const [index, { id, content }] of entries.entries()) {
      if (cancelled.current) {
        change(id, { state: 'cancelled' });
        continue;
      }
      const place = entries.length === 1 ? '' : ` (${index + 1} of ${entries.length})`;
      setBusy(`${content.fileName} is being read${place}`);
      await loadOne(id, content);
    }
    setBusy(null);
    const { loads, set, view } = paymentStateOf(shopId);
    if (view === 'tiedOut' && loads.some((one) => one.state === 'loaded')) set({ view: 'days' });
  };

  return {
    busy,
    cancel: () => {
      cancelled.current = true;
    },
    load: (files) =>
      void loadAll(files.map((file) => ({ fileName: file.name, read: () => readBase64(file) }))),
    loadSample: (which) =>
      void (async () => {
        setBusy('The sample file is being read');
        paymentStateOf(shopId).set({ loads: [] });
        const sample = await command('sample.settlementFile', { shopId, which });
        setBusy(null);
        if (!sample) return;
        const { fileName, contentBase64 } = sample;
        await loadAll([{ fileName, read: () => Promise.resolve({ ok: true, value: contentBase64 }) }]);
      })(),
  };
}

/** `412 rows: 400 new, 12 already known, 0 changed.` */
export function describeLoad(file: SettlementFileView): string {
  const counts = [
    `${formatCount(file.added)} new`,
    `${formatCount(file.alreadyKnown)} already known`,
    `${formatCount(file.changed)} changed`,
  ];
  return `${plural(file.rowCount, 'row')}: ${counts.join(', ')}.`;
}

type Problem = SettlementFileView['problems'][number];

function describeProblem({ row, column, message }: Problem): string {
  const where = [row === null ? '' : `Row ${row}`, column ?? ''].filter(Boolean).join(', ');
  return where ? `${where}: ${message}` : message;
}

/** The rows and columns that a refusal names. */
function problemsIn({ details }: ApiError): string[] {
  const problems = details?.problems;
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => (isProblem(problem) ? [describeProblem(problem)] : []));
}

function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string'
  );
}
