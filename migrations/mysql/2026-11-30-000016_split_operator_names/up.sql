-- The first word of a name is the first name, the rest the last name, as for customers. Names are stored trimmed, with
-- single spaces. The name in one text stays, and is written on, for processes of the version before.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'operators' AND column_name = 'first_name'), 'DO 0',
  'ALTER TABLE operators ADD COLUMN first_name VARCHAR(128), ADD COLUMN last_name VARCHAR(128)');
PREPARE step FROM @step;
EXECUTE step;
UPDATE operators SET
  first_name = SUBSTRING_INDEX(TRIM(name), ' ', 1),
  last_name = CASE WHEN LOCATE(' ', TRIM(name)) = 0 THEN NULL
    ELSE LTRIM(SUBSTRING(TRIM(name), LOCATE(' ', TRIM(name)) + 1)) END;
DEALLOCATE PREPARE step;
