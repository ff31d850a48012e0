CREATE TABLE api_keys (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  name VARCHAR(128) NOT NULL,
  role VARCHAR(8) NOT NULL,
  -- SHA-256 of the secret half: the key itself is stored nowhere.
  secret_hash LONGBLOB NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6),
  -- Moved on now and then, not with each request.
  last_used_at DATETIME(6),
  revoked_at DATETIME(6),
  CONSTRAINT api_keys_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT api_keys_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id),
  CONSTRAINT api_keys_role_check CHECK (role IN ('reader', 'writer', 'admin'))
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE sessions (
  -- SHA-256 of what the cookie holds, in hexadecimal digits.
  token_hash VARCHAR(64) NOT NULL,
  firm_id BIGINT NOT NULL,
  api_key_id BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL,
  CONSTRAINT sessions_pkey PRIMARY KEY (token_hash),
  CONSTRAINT sessions_api_key_fkey FOREIGN KEY (firm_id, api_key_id) REFERENCES api_keys (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX sessions_api_key_idx ON sessions (firm_id, api_key_id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

CREATE TABLE audit_entries (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  -- Which of the firm's chains the entry belongs to, and where in it: the first is 1.
  chain SMALLINT NOT NULL,
  position BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  -- Who: a key, or by which door somebody came who needed none.
  actor VARCHAR(16) NOT NULL,
  api_key_id BIGINT,
  address VARCHAR(45),
  action VARCHAR(32) NOT NULL,
  subject VARCHAR(32) NOT NULL,
  subject_id VARCHAR(64) NOT NULL,
  -- SHA-256 of the hash of the entry before and of all of the above.
  hash LONGBLOB NOT NULL,
  CONSTRAINT audit_entries_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- How long each chain is, and the hash of its last entry. Whoever adds to a chain holds its row.
CREATE TABLE audit_chains (
  firm_id BIGINT NOT NULL,
  chain SMALLINT NOT NULL,
  length BIGINT NOT NULL,
  head LONGBLOB NOT NULL,
  CONSTRAINT audit_chains_pkey PRIMARY KEY (firm_id, chain),
  CONSTRAINT audit_chains_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;
