-- What records are found by: the words of their texts, folded. The rows of a term lie together, so that a search reads one
-- piece of the table. Who writes a record writes its terms in the same transaction.
CREATE TABLE IF NOT EXISTS search_terms (
  firm_id BIGINT NOT NULL,
  -- What the record is; see Kind in the source.
  kind SMALLINT NOT NULL,
  term VARCHAR(64) NOT NULL,
  record_id BIGINT NOT NULL,
  CONSTRAINT search_terms_pkey PRIMARY KEY (firm_id, kind, term, record_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- How far the terms of records are that were there before, and by which rules they were made. The step behind the
-- migrations goes on from here.
CREATE TABLE IF NOT EXISTS search_fills (
  kind SMALLINT NOT NULL,
  rules INTEGER NOT NULL,
  -- Records up to this id have the terms of the rules that are being applied.
  filled_up_to BIGINT NOT NULL,
  CONSTRAINT search_fills_pkey PRIMARY KEY (kind)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT IGNORE INTO search_fills (kind, rules, filled_up_to) VALUES (1, 0, 0), (3, 0, 0), (4, 0, 0);
