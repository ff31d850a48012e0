-- Rows of a workbook that it hides are left out, and counted.
ALTER TABLE imports ADD COLUMN hidden_rows BIGINT NOT NULL DEFAULT 0;
