CREATE TABLE firms (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(128) NOT NULL,
  is_corporate BOOLEAN NOT NULL,
  sync_client_contact_info BOOLEAN NOT NULL,
  update_client_missing_data BOOLEAN NOT NULL,
  default_region VARCHAR(2) NOT NULL,
  phone_check VARCHAR(8) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  updated_at DATETIME(6) NOT NULL,
  CONSTRAINT firms_name_key UNIQUE (name),
  CONSTRAINT firms_phone_check_check CHECK (phone_check IN ('possible', 'valid'))
) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO firms (id, name, is_corporate, sync_client_contact_info, update_client_missing_data, default_region, phone_check, created_at, updated_at)
VALUES (1, 'Firm 1', FALSE, TRUE, TRUE, 'US', 'possible', '2026-01-01 00:00:00', '2026-01-01 00:00:00');
