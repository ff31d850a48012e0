-- The entries of a firm since a time, and in the order of time.
CREATE INDEX audit_entries_at_idx ON audit_entries (firm_id, at, id);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('audit_entries', 'audit_entries_at_idx', '1000000 100000 2 1');
