-- The first word of a name is the first name, the rest the last name, as for customers. Names are stored trimmed, with
-- single spaces. The name in one text stays, and is written on, for processes of the version before.
ALTER TABLE operators ADD COLUMN first_name VARCHAR(128);
ALTER TABLE operators ADD COLUMN last_name VARCHAR(128);
UPDATE operators SET
  first_name = CASE WHEN instr(trim(name), ' ') = 0 THEN trim(name)
    ELSE substr(trim(name), 1, instr(trim(name), ' ') - 1) END,
  last_name = CASE WHEN instr(trim(name), ' ') = 0 THEN NULL
    ELSE ltrim(substr(trim(name), instr(trim(name), ' ') + 1)) END;
