-- Rows of a workbook that it hides are left out, and counted.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'imports' AND column_name = 'hidden_rows'), 'DO 0',
  'ALTER TABLE imports ADD COLUMN hidden_rows BIGINT NOT NULL DEFAULT 0');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
