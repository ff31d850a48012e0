-- The first word of a name is the first name, the rest the last name, as for customers. Names are stored trimmed, with
-- single spaces. The name in one text stays, and is written on, for processes of the version before.
ALTER TABLE operators ADD COLUMN first_name VARCHAR(128), ADD COLUMN last_name VARCHAR(128);
UPDATE operators SET
  first_name = split_part(btrim(name), ' ', 1),
  last_name = CASE WHEN position(' ' IN btrim(name)) = 0 THEN NULL
    ELSE ltrim(substr(btrim(name), position(' ' IN btrim(name)) + 1)) END;
