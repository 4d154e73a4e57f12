import { type Access, type AccessOptions, createAccess } from './access.ts';
import { type Books, openBooks } from './books.ts';
import { StoklyError } from './errors.ts';
import type { StateFile } from './state-file.ts';

export interface AccountOptions extends AccessOptions {
  /** Ids of the catalogue depend on it: no id of one account is good in another. */
  readonly idSalt: string;
  /** Keeps the documents between two starts. */
  readonly stateFile: StateFile | null;
}

/** One company's Stokly: its tokens, its limit of calls and its books. */
export interface Account {
  readonly access: Access;
  readonly books: () => Books;
  readonly reset: () => void;
}

export function createAccount(options: AccountOptions): Account {
  const { stateFile, idSalt } = options;
  let books = openBooks(stateFile, idSalt);
  return {
    access: createAccess(options),
    books: () => books,
    reset: () => {
      stateFile?.clear();
      books = openBooks(stateFile, idSalt);
    },
  };
}

/** Whose token it is. Throws `Unauthorized` for one that no account gave. */
export function ownerOf(accounts: readonly Account[], authorization: string | undefined): Account {
  const owner = accounts.find(({ access }) => access.knows(authorization));
  if (owner === undefined) throw new StoklyError(401, 'Unauthorized');
  return owner;
}

/** The account whose keys a grant was signed with. Throws `Unauthorized` for keys of none. */
export function granterOf(accounts: readonly Account[], body: unknown): Account {
  const granter = accounts.find(({ access }) => access.accepts(body));
  if (granter === undefined) throw new StoklyError(401, 'Unauthorized');
  return granter;
}
