ALTER TABLE sync_sweeps DROP COLUMN updated_at;
ALTER TABLE channels DROP COLUMN created_at;
