CREATE TABLE firms (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name VARCHAR(128) NOT NULL,
  is_corporate BOOLEAN NOT NULL,
  sync_client_contact_info BOOLEAN NOT NULL,
  update_client_missing_data BOOLEAN NOT NULL,
  default_region VARCHAR(2) NOT NULL,
  phone_check VARCHAR(8) NOT NULL,
  created_at TIMESTAMP NOT NULL,
  updated_at TIMESTAMP NOT NULL,
  CONSTRAINT firms_name_key UNIQUE (name),
  CONSTRAINT firms_phone_check_check CHECK (phone_check IN ('possible', 'valid'))
);

INSERT INTO firms (id, name, is_corporate, sync_client_contact_info, update_client_missing_data, default_region, phone_check, created_at, updated_at)
VALUES (1, 'Firm 1', 0, 1, 1, 'US', 'possible', '2026-01-01 00:00:00.000000', '2026-01-01 00:00:00.000000');
