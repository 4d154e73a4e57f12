/** What makes the web host started again the same one for a page: where it listens, and the token the page has. */
export interface HostKey {
  readonly port: number;
  readonly token: string;
}

/** To the web host, first of all. */
export interface HostWish {
  readonly booksFile: string;
  /** Null for the first one, which chooses. */
  readonly key: HostKey | null;
}

/** From the web host: it answers, and `mark` opens a window (the mark of the address, with the code); again after each use. */
export interface HostUp {
  readonly key: HostKey;
  readonly mark: string;
}
