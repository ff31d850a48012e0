ALTER TABLE operators ADD COLUMN name VARCHAR(128) NOT NULL DEFAULT '';
UPDATE operators SET name = substr(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), 1, 128);
ALTER TABLE operators DROP COLUMN first_name;
ALTER TABLE operators DROP COLUMN last_name;
