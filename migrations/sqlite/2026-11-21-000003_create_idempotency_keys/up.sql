CREATE TABLE idempotency_keys (
  firm_id BIGINT NOT NULL,
  idempotency_key VARCHAR(255) NOT NULL,
  -- SHA-256 of method, path and body: the same key with another one is refused.
  fingerprint BLOB NOT NULL,
  status SMALLINT NOT NULL,
  -- A JSON object of names and values.
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  created_at TIMESTAMP NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (firm_id, idempotency_key),
  CONSTRAINT idempotency_keys_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
);

CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
