CREATE TABLE customers (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  firm_id BIGINT NOT NULL,
  uuid BINARY(16) NOT NULL,
  kind VARCHAR(8) NOT NULL,
  first_name VARCHAR(128),
  last_name VARCHAR(128),
  company_name VARCHAR(128),
  email VARCHAR(128),
  -- The address without case: what e-mail addresses are compared by.
  email_folded VARCHAR(256),
  -- The primary number in E.164; all numbers are in customer_phones.
  phone VARCHAR(32),
  birth_date DATE,
  integration_id VARCHAR(128),
  occupation VARCHAR(128),
  customer_type VARCHAR(128),
  -- Names, e-mail address and primary phone without case, each behind a line feed: a search for the start of
  -- any of them is a search for a line feed and the text.
  search_text VARCHAR(1200) NOT NULL,
  version BIGINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  deleted_at DATETIME(6),
  -- 0 while the customer lives, its own id once it is deleted: an integration id is unique among the living.
  tombstone BIGINT NOT NULL,
  CONSTRAINT customers_firm_id_id_key UNIQUE (firm_id, id),
  CONSTRAINT customers_uuid_key UNIQUE (uuid),
  CONSTRAINT customers_integration_id_key UNIQUE (integration_id, firm_id, tombstone),
  CONSTRAINT customers_firm_id_fkey FOREIGN KEY (firm_id) REFERENCES firms (id),
  CONSTRAINT customers_kind_check CHECK (kind IN ('Person', 'Company'))
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

-- No index but the first begins with the firm: before PostgreSQL has statistics it takes any that does for as good
-- as the right one, and keeps to it.
CREATE INDEX customers_email_folded_idx ON customers (email_folded, firm_id);

CREATE TABLE customer_phones (
  customer_id BIGINT NOT NULL,
  -- 0 is the primary number.
  position SMALLINT NOT NULL,
  firm_id BIGINT NOT NULL,
  e164 VARCHAR(32) NOT NULL,
  -- The text that the number was read from; NULL when it was the E.164 form itself.
  raw VARCHAR(32),
  CONSTRAINT customer_phones_pkey PRIMARY KEY (customer_id, position),
  CONSTRAINT customer_phones_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX customer_phones_e164_idx ON customer_phones (e164, firm_id);

CREATE TABLE customer_accounts (
  customer_id BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  area VARCHAR(128),
  has_dedicated_account_manager BOOLEAN NOT NULL,
  has_dedicated_technical_consultant BOOLEAN NOT NULL,
  has_support_contract BOOLEAN NOT NULL,
  has_discounted_pricing BOOLEAN NOT NULL,
  account_executive VARCHAR(128),
  technical_specialist VARCHAR(128),
  CONSTRAINT customer_accounts_pkey PRIMARY KEY (customer_id),
  CONSTRAINT customer_accounts_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX customer_accounts_customer_idx ON customer_accounts (firm_id, customer_id);

CREATE TABLE customer_secrets (
  customer_id BIGINT NOT NULL,
  firm_id BIGINT NOT NULL,
  ssn_sealed LONGBLOB NOT NULL,
  -- Which secret key sealed it.
  ssn_key_id VARCHAR(16) NOT NULL,
  CONSTRAINT customer_secrets_pkey PRIMARY KEY (customer_id),
  CONSTRAINT customer_secrets_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE INDEX customer_secrets_customer_idx ON customer_secrets (firm_id, customer_id);
