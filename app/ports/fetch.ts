/** How calls to vendors leave: what adapters use of `fetch`, so that the runtime's own fits as well as a thinner one. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

export interface FetchRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** A redirect is an answer like any other: nothing is sent on to an address nobody named. */
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Fails when the answer is cut off. */
  readonly body: AsyncIterable<Uint8Array> | null;
}
