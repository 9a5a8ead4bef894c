-- The sense of the word that tells an act: the row of senses.tsv, '' for claims of an earlier version.
ALTER TABLE claim ADD COLUMN sense TEXT NOT NULL DEFAULT '';
