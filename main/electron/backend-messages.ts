import type { Reply } from '../../app/contract/errors.ts';
import type { TieoutEvent } from '../../app/contract/jobs.ts';

/** What the backend's process cannot do itself: secrets are sealed, and the browser is opened, by Electron's main process. */
export type Ask =
  | { readonly what: 'secrets.load'; readonly name: string }
  | { readonly what: 'secrets.save'; readonly name: string; readonly value: string }
  | { readonly what: 'secrets.remove'; readonly name: string }
  | { readonly what: 'browser.open'; readonly url: string };

/** The answer to an `Ask`: a text or null for `secrets.load`, whether it opened for `browser.open`, null otherwise. */
export type Answer = string | boolean | null;

export interface BackendStart {
  readonly booksFile: string;
  /** Name of the store of the secrets, as the Account tab shows it. */
  readonly secretsStore: string;
  /** Name of the copy that is put in the place of the books first: the person asked for it. */
  readonly restore?: string;
}

/** The copy that a person may start again from. */
export interface LastGood {
  readonly name: string;
  /** UTC instant, epoch milliseconds. */
  readonly at: number;
}

/** From Electron's main process to the process of the backend. The first message is `start`. */
export type ToBackend =
  | ({ readonly kind: 'start' } & BackendStart)
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  /** `answer` is absent when what was asked for failed. */
  | { readonly kind: 'answer'; readonly id: number; readonly answer?: Answer }
  | { readonly kind: 'close' };

/** And back. */
export type FromBackend =
  | { readonly kind: 'started' }
  /** The books were not opened; the process ends after it. */
  | { readonly kind: 'refused'; readonly message: string; readonly lastGood: LastGood | null }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly event: TieoutEvent }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: Ask }
  | { readonly kind: 'log'; readonly line: string };
