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

CREATE TABLE crm_webhooks_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Whose it is, once that is known.
  firm_id BIGINT,
  customer_id BIGINT,
  -- What the sender calls it, or the digest of an unsigned body: the same one again is the same event.
  webhook_id VARCHAR(255) NOT NULL,
  crm_id VARCHAR(255) NOT NULL,
  -- A JSON object of fields and values.
  payload TEXT NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  occurred_at TIMESTAMP NOT NULL,
  received_at TIMESTAMP NOT NULL,
  -- Whose name for an event it is: 0 for the connection that serves all firms, or the firm whose key it came with.
  sender BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT crm_webhooks_webhook_id_key UNIQUE (webhook_id, sender),
  CONSTRAINT crm_webhooks_customer_fkey FOREIGN KEY (firm_id, customer_id) REFERENCES customers (firm_id, id),
  CONSTRAINT crm_webhooks_outcome_check CHECK (outcome IN ('applied', 'stale', 'duplicate', 'parked', 'not_found'))
);

INSERT INTO crm_webhooks_anew (id, firm_id, customer_id, webhook_id, crm_id, payload, outcome, occurred_at, received_at, sender)
SELECT id, firm_id, customer_id, webhook_id, crm_id, payload, outcome, occurred_at, received_at, 0 FROM crm_webhooks ORDER BY id;

DROP TABLE crm_webhooks;
ALTER TABLE crm_webhooks_anew RENAME TO crm_webhooks;

CREATE INDEX crm_webhooks_customer_idx ON crm_webhooks (customer_id, firm_id);
CREATE INDEX crm_webhooks_crm_id_idx ON crm_webhooks (crm_id, outcome);
CREATE INDEX crm_webhooks_received_at_idx ON crm_webhooks (outcome, received_at);

-- Proportions go with the table they were of.
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('crm_webhooks', 'sqlite_autoindex_crm_webhooks_1', '1000000 1 1'),
  ('crm_webhooks', 'crm_webhooks_customer_idx', '1000000 5 5'),
  ('crm_webhooks', 'crm_webhooks_crm_id_idx', '1000000 5 2'),
  ('crm_webhooks', 'crm_webhooks_received_at_idx', '1000000 300000 2');
