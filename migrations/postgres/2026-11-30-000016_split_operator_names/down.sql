ALTER TABLE operators DROP COLUMN first_name, DROP COLUMN last_name;
