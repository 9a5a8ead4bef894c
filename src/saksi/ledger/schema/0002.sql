-- Who copies whom, and incidents: claims of many articles about one act. All of it is derived and can be made again from the claims.

ALTER TABLE article ADD COLUMN sketch BLOB;         -- MinHash of the text (saksi.ingest.duplicates)
CREATE TABLE article_band (                         -- keys by which near-duplicates are found
  band INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (band, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE quote_of (                             -- hashes of long direct quotations
  quote INTEGER NOT NULL,
  article INTEGER NOT NULL,
  words INTEGER NOT NULL,
  PRIMARY KEY (quote, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE alike (                                -- pairs of articles that are not independent
  article INTEGER NOT NULL,                         -- the later one
  other INTEGER NOT NULL,
  relation TEXT NOT NULL,                           -- copy | contains | within | overlaps | quotes
  share REAL NOT NULL,                              -- overlap of their word 5-grams, 0 to 1; of quotes the words they share
  PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX alike_other ON alike (other);

CREATE TABLE incident (
  id TEXT PRIMARY KEY,                              -- made from its first claim
  type TEXT NOT NULL,                               -- as the claims have it before PLOVER's folding
  mode TEXT NOT NULL,
  actors TEXT NOT NULL,                             -- JSON: names, most often named first
  recipients TEXT NOT NULL,
  first_day TEXT NOT NULL,                          -- when the act took place, as far as the claims tell
  last_day TEXT NOT NULL,
  place TEXT NOT NULL,
  place_country TEXT NOT NULL,
  published TEXT NOT NULL,                          -- first told on
  last_published TEXT NOT NULL,
  claims INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  witnesses INTEGER NOT NULL,                       -- independent ones, whatever they say
  affirm INTEGER NOT NULL,                          -- independent ones who say it happened or goes on
  possible INTEGER NOT NULL,                        -- ... who say no more than that it is possible, demanded or conditional
  planned INTEGER NOT NULL,
  deny INTEGER NOT NULL,
  status TEXT NOT NULL                              -- contested, happened, denied, planned, possible: docs/reference/incidents.md
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_witnesses ON incident (witnesses, last_published);
CREATE INDEX incident_status ON incident (status, last_published);
CREATE INDEX incident_published ON incident (last_published);
CREATE INDEX incident_planned ON incident (last_day) WHERE planned > 0 AND affirm = 0;

CREATE TABLE incident_claim (
  incident TEXT NOT NULL,
  claim INTEGER NOT NULL UNIQUE,
  witness INTEGER NOT NULL,                         -- 1, 2, ...: claims with the same number are not independent
  PRIMARY KEY (incident, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE incident_key (                         -- by which the incidents that a claim may belong to are found
  key TEXT NOT NULL,                                -- type, who, month
  incident TEXT NOT NULL,
  PRIMARY KEY (key, incident)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_key_incident ON incident_key (incident);
CREATE TABLE ungrouped (claim INTEGER PRIMARY KEY) STRICT;                          -- claims that wait to be grouped
CREATE TABLE incident_changed (incident TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;    -- incidents that lost claims
INSERT INTO ungrouped SELECT number FROM claim WHERE current = 1;
