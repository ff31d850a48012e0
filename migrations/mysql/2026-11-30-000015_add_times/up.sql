-- Since when records are there, and when they last changed, where tables did not say so. What is there already gets the
-- best that is known: an operator has never been changed, a catalogue and topics came after their firm.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'operators' AND column_name = 'updated_at'), 'DO 0',
  'ALTER TABLE operators ADD COLUMN updated_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00''');
PREPARE step FROM @step;
EXECUTE step;
UPDATE operators SET updated_at = created_at;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'opportunity_statuses' AND column_name = 'created_at'), 'DO 0',
  'ALTER TABLE opportunity_statuses
    ADD COLUMN created_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00'',
    ADD COLUMN updated_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00''');
PREPARE step FROM @step;
EXECUTE step;
UPDATE opportunity_statuses SET created_at = (SELECT firms.created_at FROM firms WHERE firms.id = firm_id);
UPDATE opportunity_statuses SET updated_at = created_at;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'interaction_topics' AND column_name = 'created_at'), 'DO 0',
  'ALTER TABLE interaction_topics
    ADD COLUMN created_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00'',
    ADD COLUMN updated_at DATETIME(6) NOT NULL DEFAULT ''1970-01-01 00:00:00''');
PREPARE step FROM @step;
EXECUTE step;
UPDATE interaction_topics SET created_at = (SELECT firms.created_at FROM firms WHERE firms.id = firm_id);
UPDATE interaction_topics SET updated_at = created_at;

-- Microseconds since 1970. Null for those that were recorded before this column: there may be millions, and they count
-- as recorded when they occurred.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'interactions' AND column_name = 'recorded_at'), 'DO 0',
  'ALTER TABLE interactions ADD COLUMN recorded_at BIGINT');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
