-- Records that were deleted and can be restored. The row of a customer stays where it is, hidden; the values of a deal are
-- in the journal.
CREATE TABLE IF NOT EXISTS deleted_records (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  -- A code, see Kind in the source.
  kind SMALLINT NOT NULL,
  record_id BIGINT NOT NULL,
  -- The id of the record in the API.
  public_id VARCHAR(64) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  deleted_at DATETIME(6) NOT NULL,
  CONSTRAINT deleted_records_record_key UNIQUE (firm_id, kind, record_id),
  CONSTRAINT deleted_records_public_id_key UNIQUE (firm_id, kind, public_id),
  CONSTRAINT deleted_records_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT IGNORE INTO deleted_records (firm_id, kind, record_id, public_id, created_at, deleted_at)
SELECT firm_id, 1, id, CAST(id AS CHAR), created_at, COALESCE(deleted_at, updated_at) FROM customers
WHERE tombstone <> 0 ORDER BY customers.id;
