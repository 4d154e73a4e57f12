import { isHash, isJson } from './checks.ts';

export const records = `
-- Line breaks are refused so that the hashed text can be read in one way only (db/README.md).
CREATE TABLE history (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (instr(subject, char(10)) = 0),
  event TEXT NOT NULL CHECK (instr(event, char(10)) = 0),
  details TEXT NOT NULL ${isJson('details')} CHECK (instr(details, char(10)) = 0),
  prev_hash TEXT NOT NULL ${isHash('prev_hash')},
  hash TEXT NOT NULL UNIQUE ${isHash('hash')}
) STRICT;
CREATE INDEX history_by_subject ON history (subject, seq);
CREATE TRIGGER history_goes_on BEFORE INSERT ON history
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM history), 0) + 1
  OR NEW.prev_hash <> coalesce((SELECT hash FROM history ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'a history line continues the line before it'); END;
CREATE TRIGGER history_is_not_changed BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history lines are never changed'); END;
CREATE TRIGGER history_is_not_removed BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history lines are never removed'); END;
CREATE TABLE jobs (
  job_id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  shop_id TEXT REFERENCES shops (shop_id),
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  done INTEGER NOT NULL CHECK (done >= 0),
  total INTEGER,
  message TEXT NOT NULL,
  result TEXT NOT NULL ${isJson('result')},
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX jobs_by_start ON jobs (started_at, job_id);
CREATE INDEX jobs_by_state ON jobs (state);
-- Choices about the screens; nothing of the business.
CREATE TABLE preferences (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
-- How these books are looked after (app/ports/safety.ts): copies, and how long buyers are remembered.
CREATE TABLE settings (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL ${isJson('value')},
  saved_at INTEGER NOT NULL
) STRICT;
`;
