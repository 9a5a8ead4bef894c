-- What a watch remembers between two starts. One file beside the ledger; it can be deleted: then everything is fetched once more.
CREATE TABLE IF NOT EXISTS feed (
  name TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  every REAL NOT NULL DEFAULT 0,     -- seconds, adapted
  due REAL NOT NULL DEFAULT 0,       -- Unix time
  failures INTEGER NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',   -- of the last failure, '' when the last poll went well
  message TEXT NOT NULL DEFAULT '',
  polled REAL NOT NULL DEFAULT 0,
  well REAL NOT NULL DEFAULT 0,      -- when a poll last went well
  polls INTEGER NOT NULL DEFAULT 0,
  articles INTEGER NOT NULL DEFAULT 0,
  moved TEXT NOT NULL DEFAULT ''     -- where the feed has moved for good
) STRICT;
CREATE TABLE IF NOT EXISTS item (
  key TEXT PRIMARY KEY,              -- canonical address, else feed and id
  feed TEXT NOT NULL,
  host TEXT NOT NULL,
  state TEXT NOT NULL,               -- pending | done | rejected
  stamp TEXT NOT NULL,               -- of what the feed says of it: another one means that it was corrected
  digest TEXT NOT NULL DEFAULT '',   -- of the text that was taken in
  sketch BLOB,
  tries INTEGER NOT NULL DEFAULT 0,
  due REAL NOT NULL,
  listed REAL NOT NULL,              -- when a feed last listed it
  taken REAL NOT NULL DEFAULT 0,
  entry TEXT NOT NULL                -- JSON; '' when it is done
) STRICT;
CREATE INDEX IF NOT EXISTS item_due ON item (host, due) WHERE state = 'pending';
CREATE INDEX IF NOT EXISTS item_listed ON item (listed);
CREATE INDEX IF NOT EXISTS item_taken ON item (taken) WHERE sketch IS NOT NULL;
CREATE TABLE IF NOT EXISTS position (sink TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT;
