/** Why a link does not work now. `auth`: link again. `clock`: this computer's clock. `unreachable`: no answer. */
export type LinkTrouble = 'auth' | 'clock' | 'unreachable';

/** One thing a connection test has looked at. `wrong` keeps something from being posted. */
export interface TestPart {
  readonly what: string;
  readonly result: 'fine' | 'wrong' | 'notTried';
  readonly message: string;
}

/** What the last answers said about the link of a shop or a ledger. */
export interface LinkCheck {
  /** When something was last heard or not heard; UTC instant. */
  readonly checkedAt: number;
  readonly trouble: { readonly kind: LinkTrouble; readonly message: string } | null;
  /** The last connection test somebody asked for. */
  readonly test: {
    readonly at: number;
    readonly message: string;
    readonly parts: readonly TestPart[];
  } | null;
}

/** Observations about links, by the id of the shop or ledger. They are no books: the newest replaces the old. */
export interface LinkCheckBook {
  load(): Promise<ReadonlyMap<string, LinkCheck>>;
  /** Null forgets what was observed. */
  save(linkId: string, check: LinkCheck | null): Promise<void>;
}
