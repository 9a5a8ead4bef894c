-- The ledger. What the reader made (article, reading, claim) is only ever added to; a corrected article is a new version and a new
-- reading supersedes the one before: both stay, "current" says which counts. The other tables can be rebuilt from these three.
--
-- claim.number orders claims by the day their article was published, then by when they came in: days since year 1 times 2^24 plus a
-- running number; 0 days where no date is known. So "newest first" is the order of the key itself, in every index.

CREATE TABLE article (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,                 -- the article's own id, or its address
  version INTEGER NOT NULL,         -- 1, and one more with every correction
  current INTEGER NOT NULL,         -- 1: the newest version
  digest TEXT NOT NULL,             -- SHA-256 of what came in
  published TEXT NOT NULL,          -- ISO day, '' when unknown
  date_origin TEXT NOT NULL,
  lang TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  source TEXT NOT NULL,
  added TEXT NOT NULL,              -- UTC
  claims INTEGER NOT NULL,          -- in the current reading
  UNIQUE (id, version)
) STRICT;
CREATE INDEX article_digest ON article (digest);
CREATE INDEX article_published ON article (published, number) WHERE current = 1;

CREATE TABLE reading (
  number INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article,
  current INTEGER NOT NULL,         -- 1: the newest reading of this version of the article
  coder TEXT NOT NULL,              -- the version of Saksi that read
  digest TEXT NOT NULL,             -- SHA-256 of the records
  added TEXT NOT NULL,
  records BLOB NOT NULL             -- the whole reading: zlib over JSON in the form saksi-reading/1
) STRICT;
CREATE INDEX reading_article ON reading (article);

CREATE TABLE claim (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL,                 -- as the reader gave it: article, span, chain, type
  reading INTEGER NOT NULL REFERENCES reading,
  article INTEGER NOT NULL REFERENCES article,
  current INTEGER NOT NULL,         -- 1: of the current reading of the current version
  event INTEGER NOT NULL,           -- index in the reading
  event_key TEXT NOT NULL,          -- the same for all witnesses of an act that put it alike
  type TEXT NOT NULL,
  raw_type TEXT NOT NULL,           -- before the folding of future cooperation into AGREE
  mode TEXT NOT NULL,
  contexts TEXT NOT NULL,           -- JSON array
  status TEXT NOT NULL,
  alleged INTEGER NOT NULL,
  confidence REAL,
  chain TEXT NOT NULL,              -- JSON array of who tells it, outermost first; [] for the writer
  stance TEXT NOT NULL,             -- of the innermost statement
  actors TEXT NOT NULL,             -- JSON array of [name, country, sector, kind, text]
  recipients TEXT NOT NULL,
  published TEXT NOT NULL,
  first_day TEXT NOT NULL,          -- of the act, as the text dates it; '' when it does not
  last_day TEXT NOT NULL,           -- the same as first_day when the text names a day
  date_value TEXT NOT NULL,         -- TIMEX3
  precision TEXT NOT NULL,
  place TEXT NOT NULL,
  place_country TEXT NOT NULL,
  lat REAL,
  lon REAL,
  place_precision TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,   -- spans count code points of the article's raw text
  trigger_end INTEGER NOT NULL,
  evidence_start INTEGER NOT NULL,
  evidence_end INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  lang TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX claim_id ON claim (id);
CREATE INDEX claim_reading ON claim (reading);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_event_key ON claim (event_key) WHERE current = 1;
CREATE INDEX claim_type ON claim (type) WHERE current = 1;
CREATE INDEX claim_status ON claim (status) WHERE current = 1;
CREATE INDEX claim_type_status ON claim (type, status) WHERE current = 1;
CREATE INDEX claim_source ON claim (source) WHERE current = 1;
CREATE INDEX claim_days ON claim (first_day, last_day) WHERE current = 1 AND first_day <> '';

-- Who and where, of current claims. Names in lower case; codes (RUS, RUS GOV) in upper case.
CREATE TABLE named (
  role TEXT NOT NULL,               -- actor | recipient | speaker | place
  key TEXT NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (role, key, claim)
) STRICT, WITHOUT ROWID;

-- Pairs of country codes of current claims; recipient '' when nobody is acted on.
CREATE TABLE dyad (
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (actor, recipient, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX dyad_claim ON dyad (claim);

-- Words of claims: the evidence, the dictionary forms of its words, and the names that pronouns and offices resolve to.
CREATE VIRTUAL TABLE claim_text USING fts5 (evidence, lemmas, names, content = '', tokenize = 'unicode61 remove_diacritics 2');

-- Counts of current claims, kept in the transaction that changes them.
CREATE TABLE count_day (            -- by the day of publication
  day TEXT NOT NULL,
  field TEXT NOT NULL,              -- claims | type | status | lang | source | actor | recipient | place
  value TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (day, field, value)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_dyad (           -- by the month of the act, else of publication
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  month TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (actor, recipient, month, type, status)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_name (           -- names of actors, recipients, speakers and places, as last written
  role TEXT NOT NULL,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  sector TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (role, key)
) STRICT, WITHOUT ROWID;

-- What could not be read, so that nothing is lost.
CREATE TABLE rejected (
  number INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,      -- of place, reason and content
  place TEXT NOT NULL,              -- file and line, address, or the article's id
  reason TEXT NOT NULL,             -- a short code: language, empty, binary, ...
  message TEXT NOT NULL,
  article BLOB,                     -- zlib over the article as JSON, when there was one
  added TEXT NOT NULL
) STRICT;
