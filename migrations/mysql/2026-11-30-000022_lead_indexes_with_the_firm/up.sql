-- Each list of a firm is a piece of an index that begins with the firm: what others have costs it nothing.
-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'customers' AND index_name = 'customers_updated_at_idx'), 'DO 0',
  'ALTER TABLE customers
    ADD INDEX customers_updated_at_idx (firm_id, updated_at, id)');
PREPARE step FROM @step;
EXECUTE step;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'interactions' AND index_name = 'interactions_firm_idx'), 'DO 0',
  'ALTER TABLE interactions
    ADD INDEX interactions_firm_idx (firm_id, id),
    ADD INDEX interactions_occurred_at_idx (firm_id, occurred_at, id),
    ADD INDEX interactions_channel_idx (firm_id, channel_id, id)');
PREPARE step FROM @step;
EXECUTE step;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'opportunities' AND index_name = 'opportunities_status_idx'), 'DO 0',
  'ALTER TABLE opportunities
    ADD INDEX opportunities_status_idx (firm_id, opportunity_status, id),
    ADD INDEX opportunities_delivery_date_idx (firm_id, estimated_delivery_date, id)');
PREPARE step FROM @step;
EXECUTE step;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'customer_users' AND index_name = 'customer_users_firm_idx'), 'DO 0',
  'ALTER TABLE customer_users
    ADD INDEX customer_users_firm_idx (firm_id, customer_id)');
PREPARE step FROM @step;
EXECUTE step;

SET @step = IF(EXISTS (SELECT 1 FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name = 'audit_entries' AND index_name = 'audit_entries_firm_idx'), 'DO 0',
  'ALTER TABLE audit_entries
    ADD INDEX audit_entries_firm_idx (firm_id, id),
    ADD INDEX audit_entries_subject_idx (firm_id, subject, subject_id, id),
    ADD INDEX audit_entries_key_idx (firm_id, api_key_id, id)');
PREPARE step FROM @step;
EXECUTE step;

DEALLOCATE PREPARE step;
