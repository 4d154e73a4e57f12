import { isDate, isJson } from './checks.ts';

export const afterPosting = `
-- Dates up to locked_until are closed for documents of the ledger; null = every date is open.
CREATE TABLE ledger_locks (
  ledger_id TEXT NOT NULL PRIMARY KEY REFERENCES ledgers (ledger_id),
  locked_until TEXT ${isDate('locked_until')},
  reason TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;
-- What only a person can undo in the ledger. It closes by itself when the document is found gone.
CREATE TABLE worklist (
  line_id INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  ledger_id TEXT NOT NULL REFERENCES ledgers (ledger_id),
  kind TEXT NOT NULL CHECK (kind IN ('order', 'invoice', 'amendment', 'creditNote', 'payment')),
  reference TEXT NOT NULL,
  number TEXT,
  what TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  done_at INTEGER,
  done_by TEXT CHECK (done_by IN ('person', 'check')),
  CHECK ((done_at IS NULL) = (done_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX worklist_open ON worklist (ledger_id, kind, reference) WHERE done_at IS NULL;
CREATE INDEX worklist_by_shop ON worklist (shop_id, line_id);
-- A range of dates that a bookkeeper has closed, with its figures of then. Reopening keeps the line.
CREATE TABLE closes (
  close_id TEXT NOT NULL PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  from_on TEXT NOT NULL ${isDate('from_on')},
  to_on TEXT NOT NULL ${isDate('to_on')} CHECK (to_on >= from_on),
  closed_at INTEGER NOT NULL,
  closed_by TEXT NOT NULL,
  figures TEXT NOT NULL ${isJson('figures')},
  reopened_at INTEGER,
  reopen_reason TEXT,
  CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
) STRICT;
CREATE INDEX closes_by_shop ON closes (shop_id, from_on);
-- What a person said about a difference. The id is made from both values: another difference is another question.
CREATE TABLE change_answers (
  shop_id TEXT NOT NULL REFERENCES shops (shop_id),
  change_id TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('accept', 'ignore', 'creditNote', 'postDelta')),
  reason TEXT NOT NULL,
  change TEXT NOT NULL ${isJson('change')},
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (shop_id, change_id)
) STRICT;
`;
