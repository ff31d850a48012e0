ALTER TABLE operators ADD COLUMN name VARCHAR(128) NOT NULL DEFAULT '';
UPDATE operators SET name = left(btrim(concat_ws(' ', first_name, last_name)), 128);
ALTER TABLE operators DROP COLUMN first_name, DROP COLUMN last_name;
