import { create } from 'zustand';
import type { ApiError } from '../../app/contract/errors.ts';

/** The one message on the screen: the newest replaces the older. */
export interface Message {
  readonly tone: 'done' | 'info' | 'error';
  readonly text: string;
  /** Lines a person may want to read (refusals by row, problems of a file), shown on request. */
  readonly details: readonly string[];
}

interface MessageState {
  readonly message: Message | null;
  show(message: Message): void;
  dismiss(): void;
}

export const useMessage = create<MessageState>((set) => ({
  message: null,
  show: (message) => set({ message }),
  dismiss: () => set({ message: null }),
}));

export function showDone(text: string, details: readonly string[] = []): void {
  useMessage.getState().show({ tone: 'done', text, details });
}

export function showError(error: ApiError): void {
  useMessage.getState().show({ tone: 'error', text: error.message, details: problemLines(error) });
}

/** The problems an error carries: each a sentence, with row and column where it has them. */
export function problemLines(error: ApiError): string[] {
  const problems = error.details?.problems;
  if (!Array.isArray(problems)) return [];
  return problems.flatMap((problem: unknown) => {
    if (typeof problem === 'string') return [problem];
    if (typeof problem !== 'object' || problem === null || !('message' in problem)) return [];
    const row = 'row' in problem && typeof problem.row === 'number' ? `Row ${problem.row}` : '';
    const column = 'column' in problem && typeof problem.column === 'string' ? problem.column : '';
    const where = [row, column].filter(Boolean).join(', ');
    return [where ? `${where}: ${String(problem.message)}` : String(problem.message)];
  });
}
