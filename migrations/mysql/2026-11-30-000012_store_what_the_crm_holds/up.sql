-- DDL commits at once here: a step that an ended process has done is left out when the migration is run again.

-- held_…: what the CRM stored of the agreed values, as it may tidy what it is sent.
-- sent_…: what was last sent to replace the record, while no answer has said what became of it.
-- unsettled_until: until when a create that brought no answer may still be under way in the CRM.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'customer_users' AND column_name = 'held_name'), 'DO 0',
  'ALTER TABLE customer_users
    ADD COLUMN held_name VARCHAR(1000), ADD COLUMN held_email VARCHAR(1000), ADD COLUMN held_phone VARCHAR(1000),
    ADD COLUMN sent_name VARCHAR(1000), ADD COLUMN sent_email VARCHAR(1000), ADD COLUMN sent_phone VARCHAR(1000),
    ADD COLUMN unsettled_until DATETIME(6)');
PREPARE step FROM @step;
EXECUTE step;

-- What both sides agreed on was taken for what the CRM holds until now.
UPDATE customer_users SET held_name = base_name, held_email = base_email, held_phone = base_phone
WHERE crm_id IS NOT NULL;

-- Whose name for an event it is: 0 for the connection that serves all firms, or the firm whose key it came with. The
-- default is for processes of the version before.
SET @step = IF(EXISTS (SELECT 1 FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name = 'crm_webhooks' AND column_name = 'sender'), 'DO 0',
  'ALTER TABLE crm_webhooks
    ADD COLUMN sender BIGINT NOT NULL DEFAULT 0,
    DROP INDEX crm_webhooks_webhook_id_key,
    ADD CONSTRAINT crm_webhooks_webhook_id_key UNIQUE (webhook_id, sender)');
PREPARE step FROM @step;
EXECUTE step;
DEALLOCATE PREPARE step;
