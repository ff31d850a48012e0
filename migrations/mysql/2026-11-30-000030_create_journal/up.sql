-- The journal: what changed, when, by which actor and for which cause. A batch is what one transaction changed; its entries
-- share actor, cause and time.
CREATE TABLE IF NOT EXISTS journal_batches (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  -- The number of its first entry within the firm. On a server NULL until the batch is numbered, after its commit.
  first_seq BIGINT,
  -- How many numbers it takes: one per entry, one per record of a range.
  entries BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  actor VARCHAR(16) NOT NULL,
  api_key_id BIGINT,
  cause VARCHAR(16) NOT NULL,
  cause_id VARCHAR(128),
  CONSTRAINT journal_batches_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT journal_batches_first_seq_key UNIQUE (firm_id, first_seq),
  CONSTRAINT journal_batches_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- One change of one record.
CREATE TABLE IF NOT EXISTS journal_entries (
  firm_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  -- Its number is that of the batch's first entry plus this.
  position BIGINT NOT NULL,
  -- Codes, see Kind and Action in the source.
  kind SMALLINT NOT NULL,
  action SMALLINT NOT NULL,
  record_id BIGINT NOT NULL,
  -- The version of the record after the change; 0 for kinds without versions.
  version BIGINT NOT NULL,
  -- A JSON array of [field, old value, new value]. NULL once the values were erased.
  changes LONGTEXT,
  KEY journal_entries_record_idx (firm_id, kind, record_id, batch_id),
  CONSTRAINT journal_entries_pkey PRIMARY KEY (firm_id, batch_id, position),
  CONSTRAINT journal_entries_batch_fkey FOREIGN KEY (firm_id, batch_id) REFERENCES journal_batches (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- Records with consecutive ids that a batch created: an import of a million rows is a few hundred ranges.
CREATE TABLE IF NOT EXISTS journal_ranges (
  firm_id BIGINT NOT NULL,
  kind SMALLINT NOT NULL,
  first_id BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  -- The position of the first record; those after it follow.
  position BIGINT NOT NULL,
  KEY journal_ranges_batch_idx (firm_id, batch_id),
  CONSTRAINT journal_ranges_pkey PRIMARY KEY (firm_id, kind, first_id),
  CONSTRAINT journal_ranges_batch_fkey FOREIGN KEY (firm_id, batch_id) REFERENCES journal_batches (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- The last number given in each firm, and since when changes are recorded.
CREATE TABLE IF NOT EXISTS journal_feeds (
  firm_id BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  recorded_since DATETIME(6) NOT NULL,
  CONSTRAINT journal_feeds_pkey PRIMARY KEY (firm_id),
  CONSTRAINT journal_feeds_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT IGNORE INTO journal_feeds (firm_id, last_seq, recorded_since) SELECT id, 0, UTC_TIMESTAMP(6) FROM firms;
