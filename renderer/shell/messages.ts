import { create } from 'zustand';
import type { ApiError } from '../../app/contract/errors.ts';

/** A way back, offered with the sentence that tells what was done. */
export interface WayBack {
  readonly label: string;
  readonly run: () => void;
}

/** The one message on the screen: the newest replaces the older. */
export interface Message {
  readonly tone: 'done' | 'info' | 'error';
  readonly text: string;
  /** Lines a person may want to read (refusals by row, problems of a file), shown on request. */
  readonly details: readonly string[];
  readonly undo?: WayBack;
  /** Tells how far something is; not worth finding again when it is over. */
  readonly passing?: boolean;
}

export interface ToldMessage extends Message {
  readonly id: number;
  /** UTC instant. */
  readonly at: number;
}

interface MessageState {
  /** On the screen; null when it was dismissed. */
  readonly message: ToldMessage | null;
  /** What was told since the window opened, newest first. */
  readonly told: readonly ToldMessage[];
  show(message: Message): void;
  dismiss(): void;
  /** Takes back what a message tells. A way back is gone once it was used. */
  undo(id: number): void;
}

/** Messages that can be found again. */
const mostTold = 100;

let lastId = 0;

export const useMessage = create<MessageState>((set, get) => ({
  message: null,
  told: [],
  show: (given) => {
    lastId += 1;
    const message: ToldMessage = { ...given, id: lastId, at: Date.now() };
    set(({ told }) => ({ message, told: given.passing ? told : [message, ...told].slice(0, mostTold) }));
  },
  dismiss: () => set({ message: null }),
  undo: (id) => {
    const { told, message } = get();
    const way = told.find((one) => one.id === id)?.undo;
    if (!way) return;
    set({ told: told.map((one) => (one.id === id ? without(one) : one)) });
    if (message?.id === id) set({ message: null });
    way.run();
  },
}));

function without({ undo: _, ...message }: ToldMessage): ToldMessage {
  return message;
}

export function showDone(text: string, details: readonly string[] = [], undo?: WayBack): void {
  useMessage.getState().show({ tone: 'done', text, details, ...(undo ? { undo } : {}) });
}

/** Says something that is neither done nor wrong: why a command is off, that nothing was found. */
export function showInfo(text: string): void {
  useMessage.getState().show({ tone: 'info', text, details: [] });
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
