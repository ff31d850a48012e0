ALTER TABLE operators DROP COLUMN first_name;
ALTER TABLE operators DROP COLUMN last_name;
