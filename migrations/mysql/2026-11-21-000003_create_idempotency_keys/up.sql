CREATE TABLE idempotency_keys (
  firm_id BIGINT NOT NULL,
  idempotency_key VARCHAR(255) NOT NULL,
  -- SHA-256 of method, path and body: the same key with another one is refused.
  fingerprint LONGBLOB NOT NULL,
  status SMALLINT NOT NULL,
  -- A JSON object of names and values.
  headers LONGTEXT NOT NULL,
  body LONGBLOB NOT NULL,
  created_at DATETIME(6) NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (firm_id, idempotency_key),
  CONSTRAINT idempotency_keys_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
