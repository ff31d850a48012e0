-- Each list of a firm is a piece of an index that begins with the firm: what others have costs it nothing.
CREATE INDEX customers_updated_at_idx ON customers (firm_id, updated_at, id);
CREATE INDEX interactions_firm_idx ON interactions (firm_id, id);
CREATE INDEX interactions_occurred_at_idx ON interactions (firm_id, occurred_at, id);
CREATE INDEX interactions_channel_idx ON interactions (firm_id, channel_id, id);
CREATE INDEX opportunities_status_idx ON opportunities (firm_id, opportunity_status, id);
CREATE INDEX opportunities_delivery_date_idx ON opportunities (firm_id, estimated_delivery_date, id);
CREATE INDEX customer_users_firm_idx ON customer_users (firm_id, customer_id);
CREATE INDEX audit_entries_firm_idx ON audit_entries (firm_id, id);
CREATE INDEX audit_entries_subject_idx ON audit_entries (firm_id, subject, subject_id, id);
CREATE INDEX audit_entries_key_idx ON audit_entries (firm_id, api_key_id, id);

-- A firm is taken for a tenth of the customers and deals, not for all of them: else the ids of all firms are walked through
-- for a page of one.
UPDATE sqlite_stat1 SET stat = '1000000 100000 1' WHERE idx = 'sqlite_autoindex_customers_1';
UPDATE sqlite_stat1 SET stat = '100000 10000 1' WHERE idx = 'sqlite_autoindex_opportunities_1';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('customers', 'customers_updated_at_idx', '1000000 100000 2 1'),
  ('interactions', 'interactions_firm_idx', '10000000 1000000 1'),
  ('interactions', 'interactions_occurred_at_idx', '10000000 1000000 2 1'),
  ('interactions', 'interactions_channel_idx', '10000000 1000000 200000 1'),
  ('opportunities', 'opportunities_status_idx', '100000 10000 2000 1'),
  ('opportunities', 'opportunities_delivery_date_idx', '100000 10000 20 1'),
  ('customer_users', 'customer_users_firm_idx', '1000000 100000 1'),
  ('audit_entries', 'audit_entries_firm_idx', '1000000 100000 1'),
  ('audit_entries', 'audit_entries_subject_idx', '1000000 100000 20000 5 1'),
  ('audit_entries', 'audit_entries_key_idx', '1000000 100000 5000 1');
