-- What review and the timeline ask for at any size: claims in the order in which they are drawn, the least confident ones, months.

CREATE TABLE drawn (                -- current claims by lot
  place INTEGER NOT NULL,           -- a hash of the claim's id: lot(id)
  claim INTEGER NOT NULL,
  PRIMARY KEY (place, claim)
) STRICT, WITHOUT ROWID;
INSERT INTO drawn SELECT lot(id), number FROM claim WHERE current = 1 ORDER BY 1, 2;

CREATE INDEX claim_confidence ON claim (confidence, number DESC) WHERE current = 1;

CREATE TABLE count_month (          -- current claims by the month of the act, else of publication; '' when neither is known
  month TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (month, type, status)
) STRICT, WITHOUT ROWID;
INSERT INTO count_month
  SELECT substr(CASE WHEN first_day <> '' THEN first_day ELSE published END, 1, 7), type, status, count(*)
  FROM claim WHERE current = 1 GROUP BY 1, 2, 3;
