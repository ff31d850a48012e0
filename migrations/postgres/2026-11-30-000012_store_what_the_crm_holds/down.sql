-- Names that two senders share cannot both stay.
DELETE FROM crm_webhooks WHERE id NOT IN (SELECT first FROM (SELECT MIN(id) AS first FROM crm_webhooks GROUP BY webhook_id) AS firsts);
ALTER TABLE crm_webhooks DROP CONSTRAINT crm_webhooks_webhook_id_key;
ALTER TABLE crm_webhooks DROP COLUMN sender;
ALTER TABLE crm_webhooks ADD CONSTRAINT crm_webhooks_webhook_id_key UNIQUE (webhook_id);

ALTER TABLE customer_users DROP COLUMN unsettled_until;
ALTER TABLE customer_users DROP COLUMN sent_phone;
ALTER TABLE customer_users DROP COLUMN sent_email;
ALTER TABLE customer_users DROP COLUMN sent_name;
ALTER TABLE customer_users DROP COLUMN held_phone;
ALTER TABLE customer_users DROP COLUMN held_email;
ALTER TABLE customer_users DROP COLUMN held_name;
