ALTER TABLE imports DROP COLUMN hidden_rows;
