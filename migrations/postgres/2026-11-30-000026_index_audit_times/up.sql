-- The entries of a firm since a time, and in the order of time.
CREATE INDEX audit_entries_at_idx ON audit_entries (firm_id, at, id);
