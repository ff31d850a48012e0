-- What records are found by: the words of their texts, folded. The rows of a term lie together, so that a search reads one
-- piece of the table. Who writes a record writes its terms in the same transaction.
CREATE TABLE search_terms (
  firm_id BIGINT NOT NULL,
  -- What the record is; see Kind in the source.
  kind SMALLINT NOT NULL,
  -- In the order of its bytes, whatever the language of the database.
  term TEXT COLLATE "C" NOT NULL,
  record_id BIGINT NOT NULL,
  CONSTRAINT search_terms_pkey PRIMARY KEY (firm_id, kind, term, record_id)
);

-- How far the terms of records are that were there before, and by which rules they were made. The step behind the
-- migrations goes on from here.
CREATE TABLE search_fills (
  kind SMALLINT NOT NULL,
  rules INTEGER NOT NULL,
  -- Records up to this id have the terms of the rules that are being applied.
  filled_up_to BIGINT NOT NULL,
  CONSTRAINT search_fills_pkey PRIMARY KEY (kind)
);

INSERT INTO search_fills (kind, rules, filled_up_to) VALUES (1, 0, 0), (3, 0, 0), (4, 0, 0);
