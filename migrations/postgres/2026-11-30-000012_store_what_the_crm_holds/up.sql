-- What the CRM stored of the agreed values: it may tidy what it is sent.
ALTER TABLE customer_users ADD COLUMN held_name VARCHAR(1000);
ALTER TABLE customer_users ADD COLUMN held_email VARCHAR(1000);
ALTER TABLE customer_users ADD COLUMN held_phone VARCHAR(1000);
-- What was last sent to replace the record, while no answer has said what became of it.
ALTER TABLE customer_users ADD COLUMN sent_name VARCHAR(1000);
ALTER TABLE customer_users ADD COLUMN sent_email VARCHAR(1000);
ALTER TABLE customer_users ADD COLUMN sent_phone VARCHAR(1000);
-- Until when a create that brought no answer may still be under way in the CRM.
ALTER TABLE customer_users ADD COLUMN unsettled_until TIMESTAMP;

-- What both sides agreed on was taken for what the CRM holds until now.
UPDATE customer_users SET held_name = base_name, held_email = base_email, held_phone = base_phone
WHERE crm_id IS NOT NULL;

-- Whose name for an event it is: 0 for the connection that serves all firms, or the firm whose key it came with. The
-- default is for processes of the version before.
ALTER TABLE crm_webhooks ADD COLUMN sender BIGINT NOT NULL DEFAULT 0;
ALTER TABLE crm_webhooks DROP CONSTRAINT crm_webhooks_webhook_id_key;
ALTER TABLE crm_webhooks ADD CONSTRAINT crm_webhooks_webhook_id_key UNIQUE (webhook_id, sender);
