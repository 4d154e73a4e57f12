import { isJson } from './checks.ts';

/** What the last answers said about a link: an observation, not a book entry, so it may be overwritten. */
export const linkChecks = `
CREATE TABLE link_checks (
  link_id TEXT NOT NULL PRIMARY KEY,
  checked_at INTEGER NOT NULL,
  body TEXT NOT NULL ${isJson('body')}
) STRICT;
`;
