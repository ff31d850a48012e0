-- Foreign keys need an index, and used the one that goes.
ALTER TABLE audit_entries
  ADD INDEX audit_entries_firm_id_fkey (firm_id),
  DROP INDEX audit_entries_key_idx, DROP INDEX audit_entries_subject_idx, DROP INDEX audit_entries_firm_idx;
ALTER TABLE customer_users
  ADD INDEX customer_users_customer_fkey (firm_id, customer_id), DROP INDEX customer_users_firm_idx;
ALTER TABLE opportunities DROP INDEX opportunities_delivery_date_idx, DROP INDEX opportunities_status_idx;
ALTER TABLE interactions
  ADD INDEX interactions_channel_fkey (firm_id, channel_id), DROP INDEX interactions_channel_idx,
  DROP INDEX interactions_occurred_at_idx, DROP INDEX interactions_firm_idx;
ALTER TABLE customers DROP INDEX customers_updated_at_idx;
