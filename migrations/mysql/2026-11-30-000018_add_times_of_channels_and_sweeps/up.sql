-- Known channels get the earliest time that is possible: that of their firm. A channel never changes, so that one time is enough.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'channels' AND column_name = 'created_at'), 'DO 0',
  'ALTER TABLE channels ADD COLUMN created_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00''');
PREPARE step FROM @step;
EXECUTE step;
UPDATE channels SET created_at = (SELECT firms.created_at FROM firms WHERE firms.id = firm_id);

-- A sweep changes while it counts users. It was created when it started.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'sync_sweeps' AND column_name = 'updated_at'), 'DO 0',
  'ALTER TABLE sync_sweeps ADD COLUMN updated_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00''');
PREPARE step FROM @step;
EXECUTE step;
UPDATE sync_sweeps SET updated_at = COALESCE(finished_at, started_at);
DEALLOCATE PREPARE step;
