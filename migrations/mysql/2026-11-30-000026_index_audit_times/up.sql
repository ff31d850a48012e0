-- The entries of a firm since a time, and in the order of time.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'audit_entries' AND index_name = 'audit_entries_at_idx'), 'DO 0',
  'ALTER TABLE audit_entries
    ADD INDEX audit_entries_at_idx (firm_id, at, id)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
