CREATE TABLE imports (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  state VARCHAR(16) NOT NULL,
  file_name VARCHAR(255) NOT NULL,
  -- Where the uploaded file lies until the import has ended; NULL when there is nothing left to go on from.
  spool_path LONGTEXT,
  -- What the caller chose, as JSON: mapping, dry run, atomic, sheet, …
  options LONGTEXT NOT NULL,
  -- The columns of the file as JSON, once its first line was read.
  file_columns LONGTEXT,
  rows_total BIGINT,
  rows_done BIGINT NOT NULL,
  created_rows BIGINT NOT NULL,
  updated_rows BIGINT NOT NULL,
  unchanged_rows BIGINT NOT NULL,
  rejected_rows BIGINT NOT NULL,
  -- How many warnings there were, and the first of them, a JSON array of rows and texts.
  warnings_total BIGINT NOT NULL,
  warnings LONGTEXT NOT NULL,
  -- Why it failed, in one line.
  error LONGTEXT,
  -- Whoever runs it moves this forward; once it lies in the past nobody does.
  lease_until DATETIME(6),
  created_at DATETIME(6) NOT NULL,
  started_at DATETIME(6),
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT imports_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT imports_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id),
  CONSTRAINT imports_state_check CHECK (state IN ('queued', 'running', 'succeeded', 'failed'))
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX imports_state_idx ON imports (state, lease_until);

CREATE TABLE import_rejects (
  import_id BIGINT NOT NULL,
  file_row BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  -- The row as it was, a JSON array of texts. Sealed: an SSN may be among them.
  cells_sealed LONGBLOB NOT NULL,
  -- Which secret key sealed it.
  cells_key_id VARCHAR(16) NOT NULL,
  -- What is wrong with it, a JSON array of faults.
  faults LONGTEXT NOT NULL,
  CONSTRAINT import_rejects_pkey PRIMARY KEY (import_id, file_row),
  CONSTRAINT import_rejects_import_fkey FOREIGN KEY (firm_id, import_id) REFERENCES imports (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX import_rejects_import_idx ON import_rejects (firm_id, import_id);
