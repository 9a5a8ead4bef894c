-- Review: what people say of claims. Rows are only ever added; machine output never changes.

CREATE TABLE verdict (
  number INTEGER PRIMARY KEY,
  claim TEXT NOT NULL,              -- id of the claim; '' for one that is missing
  article TEXT NOT NULL,            -- id of the article, its version, and the span the verdict is about: by these it is found again
  version INTEGER NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  quote TEXT NOT NULL,              -- the words of the span
  type TEXT NOT NULL,               -- of the claim as it was judged
  lang TEXT NOT NULL,
  verdict TEXT NOT NULL,            -- accept | reject | amend | missing | unsure
  reasons TEXT NOT NULL,            -- JSON array of reason codes
  amended TEXT NOT NULL,            -- JSON object: field -> what it should be
  note TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  queue TEXT NOT NULL,              -- random | unsure | watch | disagreement | ''
  coder TEXT NOT NULL,              -- the version of Saksi that made the claim
  added TEXT NOT NULL
) STRICT;
CREATE INDEX verdict_claim ON verdict (claim);
CREATE INDEX verdict_article ON verdict (article);
CREATE INDEX verdict_reviewer ON verdict (reviewer);
CREATE TRIGGER verdict_keeps BEFORE UPDATE ON verdict BEGIN SELECT raise(ABORT, 'verdicts are only added'); END;
CREATE TRIGGER verdict_stays BEFORE DELETE ON verdict BEGIN SELECT raise(ABORT, 'verdicts are only added'); END;
