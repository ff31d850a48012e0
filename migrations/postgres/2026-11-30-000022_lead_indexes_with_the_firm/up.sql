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
