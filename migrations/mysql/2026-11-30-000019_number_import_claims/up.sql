-- Which claim on an import is the current one. Apart from `imports`, whose counts change while a long transaction of the
-- owner is open: the owner checks its claim at the end of that transaction.
CREATE TABLE IF NOT EXISTS import_claims (
  import_id BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  -- Grows by one with each claim. A process with an older number has lost the import.
  attempt BIGINT NOT NULL,
  CONSTRAINT import_claims_pkey PRIMARY KEY (import_id),
  INDEX import_claims_import_idx (firm_id, import_id),
  CONSTRAINT import_claims_import_fkey FOREIGN KEY (firm_id, import_id) REFERENCES imports (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;
