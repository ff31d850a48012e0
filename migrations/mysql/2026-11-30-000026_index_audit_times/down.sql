ALTER TABLE audit_entries DROP INDEX audit_entries_at_idx;
