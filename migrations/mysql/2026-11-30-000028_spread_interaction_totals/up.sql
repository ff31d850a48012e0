-- Several rows for each total, so that transactions that count in the same quarter of an hour do not wait for each other. They
-- are summed. Imports use row 0.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'interaction_totals' AND column_name = 'slot'), 'DO 0',
  'ALTER TABLE interaction_totals
    ADD COLUMN slot SMALLINT NOT NULL DEFAULT 0,
    DROP PRIMARY KEY,
    ADD PRIMARY KEY (firm_id, grain, bucket, channel_id, customer_type, slot)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
