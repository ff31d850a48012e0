-- Known channels get the earliest time that is possible: that of their firm. A channel never changes, so that one time is enough.
ALTER TABLE channels ADD COLUMN created_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE channels SET created_at = (SELECT firms.created_at FROM firms WHERE firms.id = firm_id);

-- A sweep changes while it counts users. It was created when it started.
ALTER TABLE sync_sweeps ADD COLUMN updated_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE sync_sweeps SET updated_at = COALESCE(finished_at, started_at);
