-- The first word of a name is the first name, the rest the last name, as for customers. Names are stored trimmed, with
-- single spaces.
ALTER TABLE operators ADD COLUMN first_name VARCHAR(128), ADD COLUMN last_name VARCHAR(128);
UPDATE operators SET
  first_name = SUBSTRING_INDEX(TRIM(name), ' ', 1),
  last_name = CASE WHEN LOCATE(' ', TRIM(name)) = 0 THEN NULL
    ELSE LTRIM(SUBSTRING(TRIM(name), LOCATE(' ', TRIM(name)) + 1)) END;
ALTER TABLE operators DROP COLUMN name;
